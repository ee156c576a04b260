package mien.engine.assess;

import mien.core.face.Box;
import mien.engine.image.Photo;

/**
 * The region around a face that the MiniFASNet networks judge: the box enlarged by a factor around
 * its centre, the factor cut so that the region fits the picture, then <em>shifted</em> back
 * inside.
 *
 * <p>Source: minivision-ai/Silent-Face-Anti-Spoofing, {@code src/generate_patches.py}. Clipping
 * instead of shifting changes the proportions at the borders and with them the answer.
 *
 * @param left first column
 * @param top first row
 * @param right last column, inclusive
 * @param bottom last row, inclusive
 * @param factor by which the box was enlarged after the cut
 */
record SurroundingsCrop(int left, int top, int right, int bottom, double factor) {

  /**
   * The region of one face.
   *
   * @param width of the picture
   * @param height of the picture
   * @param box in the picture's pixels, neither side 0
   * @param factor wanted
   */
  static SurroundingsCrop of(int width, int height, Box box, double factor) {
    double fitting =
        Math.min((height - 1) / box.height(), Math.min((width - 1) / box.width(), factor));
    double w = box.width() * fitting;
    double h = box.height() * fitting;
    double x = shiftedInside(box.centre().x() - w / 2, w, width - 1);
    double y = shiftedInside(box.centre().y() - h / 2, h, height - 1);
    return new SurroundingsCrop(
        (int) x,
        (int) y,
        Math.min((int) (x + w), width - 1),
        Math.min((int) (y + h), height - 1),
        fitting);
  }

  private static double shiftedInside(double start, double length, int last) {
    return Math.max(0, Math.min(start, last - length));
  }

  /**
   * The region stretched to a square: bilinear, aligned at half pixels, never looking beyond the
   * region, as OpenCV resizes a slice.
   */
  Photo stretched(Photo photo, int size) {
    byte[] rgb = new byte[size * size * 3];
    double sx = (right - left + 1.0) / size;
    double sy = (bottom - top + 1.0) / size;
    for (int row = 0; row < size; row++) {
      double v = Math.clamp(top + (row + 0.5) * sy - 0.5, top, bottom);
      int y0 = (int) v;
      int y1 = Math.min(y0 + 1, bottom);
      for (int column = 0; column < size; column++) {
        double u = Math.clamp(left + (column + 0.5) * sx - 0.5, left, right);
        int x0 = (int) u;
        int x1 = Math.min(x0 + 1, right);
        int at = (row * size + column) * 3;
        double fx = u - x0;
        double fy = v - y0;
        rgb[at] =
            mix(photo.red(x0, y0), photo.red(x1, y0), photo.red(x0, y1), photo.red(x1, y1), fx, fy);
        rgb[at + 1] =
            mix(
                photo.green(x0, y0),
                photo.green(x1, y0),
                photo.green(x0, y1),
                photo.green(x1, y1),
                fx,
                fy);
        rgb[at + 2] =
            mix(
                photo.blue(x0, y0),
                photo.blue(x1, y0),
                photo.blue(x0, y1),
                photo.blue(x1, y1),
                fx,
                fy);
      }
    }
    return Photo.ofRgb(size, size, rgb);
  }

  private static byte mix(int a, int b, int c, int d, double fx, double fy) {
    double top = a + (b - a) * fx;
    double bottom = c + (d - c) * fx;
    return (byte) Math.round(top + (bottom - top) * fy);
  }
}
