/** {@code mien compare}: do two photos show the same person? */
@NullMarked
package mien.cli.compare;

import org.jspecify.annotations.NullMarked;
