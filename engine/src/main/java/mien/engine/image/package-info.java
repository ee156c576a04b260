/**
 * Photo bytes to pixels, and pixels to pixels.
 *
 * <p>A {@link mien.engine.image.Photo} is always upright (EXIF orientation applied), 8-bit sRGB.
 * Pixel {@code (i, j)} is a sample whose center has the whole-number coordinates {@code (i, j)}.
 *
 * <p>Who decodes what, chosen by measurement (12 and 24 megapixels, two cores, in turn in one run):
 *
 * <ul>
 *   <li>JPEG: the system's libturbojpeg; else the library that comes with mien (1.1 to 1.5 times
 *       its time); else, and for CMYK and for files that the first refuses, plain Java
 *       (TwelveMonkeys on the JDK: 3 to 9 times, and 7 to 9 times for progressive files).
 *   <li>WebP: libwebp inside the library that comes with mien; else plain Java, about 12 times its
 *       time. Both were fed thousands of damaged files.
 *   <li>PNG: our own reader, in plain Java: not slower than the JDK's, and it skips unread what a
 *       hostile file packs into texts, and stops a profile at 4 MB.
 *   <li>GIF, BMP, TIFF: plain Java, after our own look at the header.
 *   <li>HEIC and AVIF: the system's libheif, or a refusal that names it.
 *   <li>RAW: the largest JPEG inside.
 * </ul>
 */
package mien.engine.image;
