package mien.engine.image;

/**
 * Bilinear interpolation aligned at half pixels: output column {@code i} samples the input at
 * {@code (i + 0.5) * scale - 0.5}, clamped at the edges. This is OpenCV's {@code INTER_LINEAR}, in
 * its own fixed-point arithmetic; golden vectors hold the two together.
 *
 * <p>Reducing below one half skips input pixels (aliases), as OpenCV does; the networks that read
 * the result were trained and are used that way elsewhere. Photos decoded at reduced scale were
 * averaged by the decoder and do not suffer from it.
 */
public final class Resize {

  private Resize() {}

  /**
   * Resizes the held pixels.
   *
   * @param width columns wanted, at least 1
   * @param height rows wanted, at least 1
   * @return a photo of that size that displays at that size
   */
  public static Photo bilinear(Photo photo, int width, int height) {
    if (width == photo.width() && height == photo.height()) {
      return Photo.wrap(width, height, photo.rgb());
    }
    return bilinear(photo, PixelRegion.of(photo), width, height);
  }

  /**
   * Resizes a region of the held pixels, as if the region had been cut out, black outside the
   * photo, and then resized: beyond the region's edges its own last pixels count, not the photo's.
   *
   * @param region what to resize; may reach outside the photo
   * @param width columns wanted, at least 1
   * @param height rows wanted, at least 1
   * @return a photo of that size that displays at that size
   */
  static Photo bilinear(Photo photo, PixelRegion region, int width, int height) {
    byte[] to = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    BilinearRows rows = new BilinearRows(photo, region, width, height);
    for (int y = 0; y < height; y++) {
      rows.seek(y);
      rows.samples(to, y * width * 3);
    }
    return Photo.wrap(width, height, to);
  }
}
