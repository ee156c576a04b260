/** {@code mien faces}: photos in, tables, JSON lines and annotated pictures out. */
@NullMarked
package mien.cli.faces;

import org.jspecify.annotations.NullMarked;
