/** Draws what was found into pictures. */
@NullMarked
package mien.cli.draw;

import org.jspecify.annotations.NullMarked;
