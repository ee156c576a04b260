/** How long the vault takes for what it does with many subjects. */
@NullMarked
package mien.bench.vault;

import org.jspecify.annotations.NullMarked;
