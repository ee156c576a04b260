/** The compare slice: two photos in, one decision out; nothing is kept. */
@NullMarked
package mien.studio.compare;

import org.jspecify.annotations.NullMarked;
