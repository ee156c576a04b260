package mien.core.photo;

/**
 * Removes from a photo's file what is not its picture: place, date, device, names, comments,
 * thumbnails, second pictures. Pure, for any thread.
 *
 * <p>It is done for JPEG, PNG and WebP, whose compressed data are not touched: the pixels stay the
 * same, and so do color profile and orientation. Other formats (GIF, BMP, TIFF, raw files, HEIC,
 * AVIF) are left as they are.
 */
public final class PhotoMetadata {

  /** The most that an EXIF block of our own adds to a file, and a little more. */
  static final int ROOM = 64;

  private PhotoMetadata() {}

  /** Whether {@link #removed} knows the format of this file. */
  public static boolean isRemovable(byte[] photo) {
    return JpegSegments.isJpeg(photo) || PngMetadata.isPng(photo) || WebpMetadata.isWebp(photo);
  }

  /**
   * The file without its metadata.
   *
   * @param photo any bytes
   * @return a new array; {@code photo} itself where the format is none of the three
   */
  public static byte[] removed(byte[] photo) {
    if (JpegSegments.isJpeg(photo)) {
      return JpegMetadata.removed(photo);
    }
    if (PngMetadata.isPng(photo)) {
      return PngMetadata.removed(photo);
    }
    return WebpMetadata.isWebp(photo) ? WebpMetadata.removed(photo) : photo;
  }
}
