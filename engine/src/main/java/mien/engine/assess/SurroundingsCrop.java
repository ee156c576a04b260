package mien.engine.assess;

import mien.core.face.Box;
import mien.engine.image.PixelRegion;

/**
 * The region around a face that the MiniFASNet networks judge: the box enlarged by a factor around
 * its center, the factor cut so that the region fits the picture, then <em>shifted</em> back
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
    int[] columns = shifted(box.x1(), box.width(), fitting, width - 1);
    int[] rows = shifted(box.y1(), box.height(), fitting, height - 1);
    return new SurroundingsCrop(columns[0], rows[0], columns[1], rows[1], fitting);
  }

  /** First and last pixel, in the reference's order of operations: truncation makes it matter. */
  private static int[] shifted(double start, double length, double factor, int limit) {
    double center = length / 2 + start;
    double half = length * factor / 2;
    double first = center - half;
    double last = center + half;
    if (first < 0) {
      last -= first;
      first = 0;
    }
    if (last > limit) {
      first -= last - limit;
      last = limit;
    }
    return new int[] {Math.max(0, (int) first), Math.min(limit, (int) last)};
  }

  /** The region in the words of {@link mien.engine.image.Warp#crop}. */
  PixelRegion region() {
    return new PixelRegion(left, top, right - left + 1, bottom - top + 1);
  }
}
