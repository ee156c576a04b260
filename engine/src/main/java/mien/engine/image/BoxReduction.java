package mien.engine.image;

/** Makes a picture smaller by averaging squares of pixels; squares at the edges may be cut. */
final class BoxReduction {

  /** Sums of a square must fit an int: 255 * factor * factor. */
  static final int LARGEST = 1024;

  private BoxReduction() {}

  /**
   * Divides both sides by {@code factor}, rounded up.
   *
   * @return the same object for a factor of 1
   */
  static Pixels reduce(Pixels from, int factor) {
    if (factor == 1) {
      return from;
    }
    PixelRegion all = new PixelRegion(0, 0, from.width(), from.height());
    return reduce(from.rgb(), from.width(), all, factor);
  }

  /** The same for a region inside a photo. */
  static Pixels reduce(Photo photo, PixelRegion region, int factor) {
    return reduce(photo.rgb(), photo.width(), region, factor);
  }

  private static Pixels reduce(byte[] rgb, int columns, PixelRegion region, int factor) {
    RowReducer rows = new RowReducer(region.width(), region.height(), factor);
    for (int y = 0; y < region.height(); y++) {
      rows.add(rgb, ((region.top() + y) * columns + region.left()) * 3);
    }
    return rows.pixels();
  }

  /** The largest whole factor that keeps {@code minLongSide}. */
  static int factor(StoredFrame frame, int minLongSide) {
    int wanted = Math.clamp(minLongSide, 1, frame.longSide());
    int factor = Math.max(1, frame.longSide() / wanted);
    return Math.min(factor, LARGEST);
  }
}
