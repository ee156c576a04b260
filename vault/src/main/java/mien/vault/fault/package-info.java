/** What can go wrong in the vault, as codes. */
@NullMarked
package mien.vault.fault;

import org.jspecify.annotations.NullMarked;
