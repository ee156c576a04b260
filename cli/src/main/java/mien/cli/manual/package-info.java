/** The manual page, {@code mien(1)}. */
@NullMarked
package mien.cli.manual;

import org.jspecify.annotations.NullMarked;
