/** The studio under load, next to what its engine can do alone. */
@NullMarked
package mien.bench.studio;

import org.jspecify.annotations.NullMarked;
