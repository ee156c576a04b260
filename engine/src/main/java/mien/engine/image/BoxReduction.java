package mien.engine.image;

/** Makes a picture smaller by averaging squares of pixels; squares at the edges may be cut. */
final class BoxReduction {

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
    RowReducer rows = new RowReducer(from.width(), from.height(), factor);
    for (int y = 0; y < from.height(); y++) {
      rows.add(from.rgb(), y * from.width() * 3);
    }
    return rows.pixels();
  }

  /** The largest whole factor that keeps {@code minLongSide}. */
  static int factor(StoredFrame frame, int minLongSide) {
    int wanted = Math.clamp(minLongSide, 1, frame.longSide());
    int factor = Math.max(1, frame.longSide() / wanted);
    // Sums of a square must fit an int: 255 * factor * factor.
    return Math.min(factor, 1024);
  }
}
