/** Files that a command writes. */
@NullMarked
package mien.cli.file;

import org.jspecify.annotations.NullMarked;
