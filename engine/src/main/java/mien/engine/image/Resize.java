package mien.engine.image;

/**
 * Bilinear interpolation aligned at half pixels: output column {@code i} samples the input at
 * {@code (i + 0.5) * scale - 0.5}, clamped at the edges. This is OpenCV's {@code INTER_LINEAR};
 * golden vectors hold the two within 1 grey level.
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
    byte[] from = photo.rgb();
    byte[] to = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    double sx = (double) photo.width() / width;
    double sy = (double) photo.height() / height;
    for (int y = 0; y < height; y++) {
      double v = Math.clamp((y + 0.5) * sy - 0.5, 0, photo.height() - 1);
      int y0 = (int) v;
      int y1 = Math.min(y0 + 1, photo.height() - 1);
      double fy = v - y0;
      for (int x = 0; x < width; x++) {
        double u = Math.clamp((x + 0.5) * sx - 0.5, 0, photo.width() - 1);
        int x0 = (int) u;
        int x1 = Math.min(x0 + 1, photo.width() - 1);
        double fx = u - x0;
        for (int c = 0; c < 3; c++) {
          double top =
              (from[(y0 * photo.width() + x0) * 3 + c] & 0xff) * (1 - fx)
                  + (from[(y0 * photo.width() + x1) * 3 + c] & 0xff) * fx;
          double bottom =
              (from[(y1 * photo.width() + x0) * 3 + c] & 0xff) * (1 - fx)
                  + (from[(y1 * photo.width() + x1) * 3 + c] & 0xff) * fx;
          to[(y * width + x) * 3 + c] = (byte) Math.round(top * (1 - fy) + bottom * fy);
        }
      }
    }
    return Photo.wrap(width, height, to);
  }
}
