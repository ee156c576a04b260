package mien.core.photo;

/** Whether a photo's file is whole, as far as that is seen without decoding it. */
public final class PhotoCompleteness {

  private PhotoCompleteness() {}

  /**
   * Whether the file is whole.
   *
   * @param photo any bytes
   * @return of a JPEG, what {@link JpegCompleteness} says; of a PNG, whether it reaches its end
   *     chunk; of a WebP, whether it is as long as it states; true for every other format
   */
  public static boolean isComplete(byte[] photo) {
    if (JpegSegments.isJpeg(photo)) {
      return JpegCompleteness.isComplete(photo);
    }
    if (PngMetadata.isPng(photo)) {
      return PngMetadata.isComplete(photo);
    }
    return !WebpMetadata.isWebp(photo) || WebpMetadata.isComplete(photo);
  }
}
