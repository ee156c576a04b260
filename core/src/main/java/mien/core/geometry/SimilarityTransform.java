package mien.core.geometry;

import java.util.List;
import mien.core.face.Point;

/**
 * A similarity of the plane (rotation, uniform scale, translation; no reflection): {@code x' = a x
 * - b y + tx}, {@code y' = b x + a y + ty}.
 *
 * <p>Fitted by least squares in closed form. In two dimensions the similarity without reflection
 * that minimizes the squared error is linear in (a, b, tx, ty), so the normal equations solve it
 * exactly; where Umeyama's solution (S. Umeyama, "Least-squares estimation of transformation
 * parameters between two point patterns", PAMI 1991) needs a singular value decomposition, this
 * needs sums. Both give the same transform.
 *
 * @param a scale times cosine
 * @param b scale times sine
 * @param tx translation to the right
 * @param ty translation downwards
 */
public record SimilarityTransform(double a, double b, double tx, double ty) {

  /** Refuses what is not finite or cannot be inverted. */
  public SimilarityTransform {
    boolean finite =
        Double.isFinite(a) && Double.isFinite(b) && Double.isFinite(tx) && Double.isFinite(ty);
    if (!finite || a * a + b * b < 1e-18) {
      throw new IllegalArgumentException(
          "a similarity must be finite with a scale above zero, but was ("
              + a
              + ", "
              + b
              + ", "
              + tx
              + ", "
              + ty
              + ")");
    }
  }

  /**
   * The similarity that takes {@code from} to {@code to} with the least squared error.
   *
   * @param from at least two points, not all the same
   * @param to as many points
   * @throws IllegalArgumentException if the points do not determine a similarity
   */
  public static SimilarityTransform fit(List<Point> from, List<Point> to) {
    int n = from.size();
    if (n != to.size() || n < 2) {
      throw new IllegalArgumentException(
          "a fit needs at least two pairs of points, but got " + n + " and " + to.size());
    }
    double mx = 0;
    double my = 0;
    double ux = 0;
    double uy = 0;
    for (int i = 0; i < n; i++) {
      mx += from.get(i).x() / n;
      my += from.get(i).y() / n;
      ux += to.get(i).x() / n;
      uy += to.get(i).y() / n;
    }
    double dot = 0;
    double cross = 0;
    double spread = 0;
    for (int i = 0; i < n; i++) {
      double x = from.get(i).x() - mx;
      double y = from.get(i).y() - my;
      double u = to.get(i).x() - ux;
      double v = to.get(i).y() - uy;
      dot += x * u + y * v;
      cross += x * v - y * u;
      spread += x * x + y * y;
    }
    if (spread < 1e-12) {
      throw new IllegalArgumentException("a fit needs points that differ, but all were the same");
    }
    double a = dot / spread;
    double b = cross / spread;
    return new SimilarityTransform(a, b, ux - (a * mx - b * my), uy - (b * mx + a * my));
  }

  /** The image of {@code p}. */
  public Point apply(Point p) {
    return new Point(a * p.x() - b * p.y() + tx, b * p.x() + a * p.y() + ty);
  }

  /** The similarity that undoes this one. */
  public SimilarityTransform inverse() {
    double d = a * a + b * b;
    double ia = a / d;
    double ib = -b / d;
    return new SimilarityTransform(ia, ib, -(ia * tx - ib * ty), -(ib * tx + ia * ty));
  }

  /** The similarity that does this one first and then {@code next}. */
  public SimilarityTransform then(SimilarityTransform next) {
    return new SimilarityTransform(
        next.a * a - next.b * b,
        next.b * a + next.a * b,
        next.a * tx - next.b * ty + next.tx,
        next.b * tx + next.a * ty + next.ty);
  }

  /** The uniform scale, above 0. */
  public double scale() {
    return Math.hypot(a, b);
  }

  /** The rotation in degrees, in (-180, 180], positive clockwise as seen in the picture. */
  public double rotationDegrees() {
    return Math.toDegrees(Math.atan2(b, a));
  }
}
