/** What opens a vault from the command line; {@code mien vault}. */
@NullMarked
package mien.cli.vault;

import org.jspecify.annotations.NullMarked;
