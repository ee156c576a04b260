/** JSON, written and read in a stream. */
@NullMarked
package mien.json;

import org.jspecify.annotations.NullMarked;
