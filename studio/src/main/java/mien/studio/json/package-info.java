/** JSON, written and read in a stream. */
@NullMarked
package mien.studio.json;

import org.jspecify.annotations.NullMarked;
