package mien.core.face;

/**
 * A point in displayed pixels; see the package for the origin.
 *
 * @param x to the right, finite
 * @param y downwards, finite
 */
public record Point(double x, double y) {

  /** Refuses NaN and infinities. */
  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("a point must be finite, but was (" + x + ", " + y + ")");
    }
  }

  /** The Euclidean distance to {@code other}, in pixels. */
  public double distanceTo(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
