package mien.engine.assess;

import mien.core.face.Box;
import mien.engine.image.PixelRegion;

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

  /** The region in the words of {@link mien.engine.image.Warp#crop}. */
  PixelRegion region() {
    return new PixelRegion(left, top, right - left + 1, bottom - top + 1);
  }
}
