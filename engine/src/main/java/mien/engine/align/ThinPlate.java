package mien.engine.align;

import java.util.List;
import mien.core.face.Point3;

/**
 * A smooth surface z(x, y) near given points: the thin-plate spline, which bends least (F. L.
 * Bookstein, "Principal Warps", PAMI 11(6), 1989; with G. Wahba's smoothing term, so that points
 * that nearly fall together do not tear it).
 */
final class ThinPlate {

  private final List<Point3> points;
  private final double[] weights;

  private ThinPlate(List<Point3> points, double[] weights) {
    this.points = points;
    this.weights = weights;
  }

  /**
   * Fits the surface.
   *
   * @param points at least three, not on one line in x and y
   * @param smoothing 0 goes through every point, more bends less; in squared units of x
   */
  static ThinPlate through(List<Point3> points, double smoothing) {
    int n = points.size();
    double[][] m = new double[n + 3][n + 4];
    for (int i = 0; i < n; i++) {
      Point3 p = points.get(i);
      for (int j = 0; j < n; j++) {
        m[i][j] = bend(p.x() - points.get(j).x(), p.y() - points.get(j).y());
      }
      m[i][i] += smoothing;
      double[] plane = {1, p.x(), p.y()};
      for (int k = 0; k < 3; k++) {
        m[i][n + k] = plane[k];
        m[n + k][i] = plane[k];
      }
      m[i][n + 3] = p.z();
    }
    return new ThinPlate(List.copyOf(points), solve(m));
  }

  /** The height at (x, y). */
  double at(double x, double y) {
    int n = points.size();
    double z = weights[n] + weights[n + 1] * x + weights[n + 2] * y;
    for (int i = 0; i < n; i++) {
      z += weights[i] * bend(x - points.get(i).x(), y - points.get(i).y());
    }
    return z;
  }

  private static double bend(double dx, double dy) {
    double square = dx * dx + dy * dy;
    return square < 1e-12 ? 0 : square * Math.log(square);
  }

  /** Gauss with row pivots; the last column is the right-hand side. */
  private static double[] solve(double[][] m) {
    int n = m.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        pivot = Math.abs(m[row][column]) > Math.abs(m[pivot][column]) ? row : pivot;
      }
      double[] swap = m[column];
      m[column] = m[pivot];
      m[pivot] = swap;
      if (m[column][column] == 0) {
        throw new IllegalArgumentException("a surface needs points that are not on one line");
      }
      for (int row = column + 1; row < n; row++) {
        double factor = m[row][column] / m[column][column];
        for (int k = column; k <= n; k++) {
          m[row][k] -= factor * m[column][k];
        }
      }
    }
    double[] x = new double[n];
    for (int row = n - 1; row >= 0; row--) {
      double sum = m[row][n];
      for (int k = row + 1; k < n; k++) {
        sum -= m[row][k] * x[k];
      }
      x[row] = sum / m[row][row];
    }
    return x;
  }
}
