package mien.core.face;

/**
 * An upright rectangle in displayed pixels, given by two corners. It may reach outside the picture:
 * detectors report faces that the edge cuts off.
 *
 * @param x1 left, finite
 * @param y1 top, finite
 * @param x2 right, finite and at least {@code x1}
 * @param y2 bottom, finite and at least {@code y1}
 */
public record Box(double x1, double y1, double x2, double y2) {

  /** Refuses what is not finite or is turned inside out. */
  public Box {
    boolean finite =
        Double.isFinite(x1) && Double.isFinite(y1) && Double.isFinite(x2) && Double.isFinite(y2);
    if (!finite || x2 < x1 || y2 < y1) {
      throw new IllegalArgumentException(
          "a box must be finite with x1 <= x2 and y1 <= y2, but was ("
              + x1
              + ", "
              + y1
              + ", "
              + x2
              + ", "
              + y2
              + ")");
    }
  }

  /** {@code x2 - x1}, in pixels. */
  public double width() {
    return x2 - x1;
  }

  /** {@code y2 - y1}, in pixels. */
  public double height() {
    return y2 - y1;
  }

  /** Width times height, in square pixels. */
  public double area() {
    return width() * height();
  }

  /** The middle of the box. */
  public Point center() {
    return new Point((x1 + x2) / 2, (y1 + y2) / 2);
  }

  /** Intersection over union with {@code other}, in [0, 1]; 0 when both boxes are empty. */
  public double intersectionOverUnion(Box other) {
    double w = Math.max(0, Math.min(x2, other.x2) - Math.max(x1, other.x1));
    double h = Math.max(0, Math.min(y2, other.y2) - Math.max(y1, other.y1));
    double union = area() + other.area() - w * h;
    return union > 0 ? w * h / union : 0;
  }
}
