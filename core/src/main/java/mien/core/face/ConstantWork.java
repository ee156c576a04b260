package mien.core.face;

/**
 * The arithmetic of comparing, with the same work whatever the values are: every dimension is read,
 * in one order. A comparison that stops early tells by its time how near a probe came, and that is
 * how templates are climbed from outside. The loop branches on its counter alone. (What the
 * processor does with a multiplication is out of our hands; no value here is subnormal for long,
 * since vectors have unit length.)
 *
 * <p>Values are read through {@link Row} so that a test can count the reads of the very code that
 * runs.
 */
final class ConstantWork {

  /** Reads one vector. */
  @FunctionalInterface
  interface Row {
    /** The value at {@code dimension}, from 0. */
    float value(int dimension);
  }

  private ConstantWork() {}

  /** The dot product, summed in double from dimension 0 upwards. */
  static double dot(Row a, Row b, int dimensions) {
    double sum = 0;
    for (int d = 0; d < dimensions; d++) {
      sum += (double) a.value(d) * b.value(d);
    }
    return sum;
  }
}
