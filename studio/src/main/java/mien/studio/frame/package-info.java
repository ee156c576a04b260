/**
 * What every slice of the studio is built from: {@link mien.studio.frame.Slice}, faces and jobs. It
 * knows no slice.
 */
@NullMarked
package mien.studio.frame;

import org.jspecify.annotations.NullMarked;
