/** Writing JSON with rounded numbers, one object a line. */
@NullMarked
package mien.cli.json;

import org.jspecify.annotations.NullMarked;
