package mien.core.face;

/**
 * A point with depth: x and y in displayed pixels, z on the same scale, growing towards the viewer.
 *
 * @param x to the right, finite
 * @param y downwards, finite
 * @param z towards the viewer, in pixels; only differences mean anything, finite
 */
public record Point3(double x, double y, double z) {

  /** Refuses NaN and infinities. */
  public Point3 {
    if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
      throw new IllegalArgumentException(
          "a point must be finite, but was (" + x + ", " + y + ", " + z + ")");
    }
  }

  /** The point without its depth. */
  public Point flat() {
    return new Point(x, y);
  }
}
