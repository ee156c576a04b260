/**
 * Photo bytes to pixels, and pixels to pixels.
 *
 * <p>A {@link mien.engine.image.Photo} is always upright (EXIF orientation applied), 8-bit sRGB.
 * Pixel {@code (i, j)} is a sample whose centre has the whole-number coordinates {@code (i, j)}.
 */
package mien.engine.image;
