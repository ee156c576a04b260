package mien.core.face;

/**
 * The arithmetic of comparing, with the same work whatever the values are: every dimension of every
 * row is read, in one order, and the largest score is kept by selecting bits, not by a branch.
 *
 * <p>Why: a search that stops early, or that branches on "better than before", tells by its time
 * how near a probe came and where the nearest entry stands, and that is how templates are climbed
 * from outside. The loops below branch on their counters alone. (What the processor does with a
 * multiplication is out of our hands; no value here is subnormal for long, since rows have unit
 * length.)
 *
 * <p>Values are read through {@link Row} and {@link Rows} so that a test can count the reads of the
 * very code that runs.
 */
final class ConstantWork {

  /** Reads one vector. */
  @FunctionalInterface
  interface Row {
    /** The value at {@code dimension}, from 0. */
    float value(int dimension);
  }

  /** Reads several vectors of one dimension. */
  @FunctionalInterface
  interface Rows {
    /** The value of {@code row} at {@code dimension}, both from 0. */
    float value(int row, int dimension);
  }

  /**
   * The row that scored highest.
   *
   * @param row its index; of several with the same score the first
   * @param score its dot product
   */
  record Highest(int row, double score) {}

  private ConstantWork() {}

  /** The dot product, summed in double from dimension 0 upwards. */
  static double dot(Row a, Row b, int dimensions) {
    double sum = 0;
    for (int d = 0; d < dimensions; d++) {
      sum += (double) a.value(d) * b.value(d);
    }
    return sum;
  }

  /**
   * The row with the highest dot product.
   *
   * @param rows how many there are, at least 1
   * @param dimensions of the probe and of every row
   */
  static Highest highest(Row probe, Rows gallery, int rows, int dimensions) {
    double best = Double.NEGATIVE_INFINITY;
    int index = 0;
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int d = 0; d < dimensions; d++) {
        sum += (double) probe.value(d) * gallery.value(r, d);
      }
      // The sign bit of (best - sum) is set only where sum is larger; equal scores give +0, so the
      // first of them stays.
      long larger = Double.doubleToRawLongBits(best - sum) >> 63;
      long bits = Double.doubleToRawLongBits(best);
      best = Double.longBitsToDouble(bits ^ ((bits ^ Double.doubleToRawLongBits(sum)) & larger));
      index ^= (index ^ r) & (int) larger;
    }
    return new Highest(index, best);
  }
}
