package mien.engine.align;

import java.util.List;
import mien.core.face.Point3;

/**
 * A similarity of space: {@code p' = scale * R p + t}, R a rotation.
 *
 * <p>Fitted by least squares with unit quaternions: B. K. P. Horn, "Closed-form solution of
 * absolute orientation using unit quaternions", JOSA A 4(4), 1987. The rotation is the eigenvector
 * of a symmetric 4 x 4 matrix, found by Jacobi's method, and so never a reflection. (x down-right
 * and z to the viewer is a left-handed frame; that does not matter while both sides are in it.)
 */
final class Similarity3 {

  private final double scale;
  private final double[][] r;
  private final Point3 shift;

  private Similarity3(double scale, double[][] r, Point3 shift) {
    this.scale = scale;
    this.r = r;
    this.shift = shift;
  }

  /**
   * The similarity that takes {@code from} to {@code to} with the least squared error.
   *
   * @param from at least three points, not on one line
   * @param to as many
   */
  static Similarity3 fit(List<Point3> from, List<Point3> to) {
    Point3 a = mean(from);
    Point3 b = mean(to);
    double[][] s = new double[3][3];
    double spread = 0;
    for (int i = 0; i < from.size(); i++) {
      double[] p = minus(from.get(i), a);
      double[] q = minus(to.get(i), b);
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          s[j][k] += p[j] * q[k];
        }
        spread += p[j] * p[j];
      }
    }
    double[][] r = rotation(s);
    double along = 0;
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 3; k++) {
        along += r[k][j] * s[j][k];
      }
    }
    double scale = along / spread;
    if (!(scale > 0)) {
      throw new IllegalArgumentException("a fit needs points that differ, but these do not");
    }
    Point3 turned = new Similarity3(scale, r, new Point3(0, 0, 0)).apply(a);
    return new Similarity3(
        scale, r, new Point3(b.x() - turned.x(), b.y() - turned.y(), b.z() - turned.z()));
  }

  /** The image of {@code p}. */
  Point3 apply(Point3 p) {
    return new Point3(
        scale * (r[0][0] * p.x() + r[0][1] * p.y() + r[0][2] * p.z()) + shift.x(),
        scale * (r[1][0] * p.x() + r[1][1] * p.y() + r[1][2] * p.z()) + shift.y(),
        scale * (r[2][0] * p.x() + r[2][1] * p.y() + r[2][2] * p.z()) + shift.z());
  }

  /** The similarity that undoes this one. */
  Similarity3 inverse() {
    double[][] t = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        t[i][j] = r[j][i];
      }
    }
    Point3 back = new Similarity3(1 / scale, t, new Point3(0, 0, 0)).apply(shift);
    return new Similarity3(1 / scale, t, new Point3(-back.x(), -back.y(), -back.z()));
  }

  /** The uniform scale, above 0. */
  double scale() {
    return scale;
  }

  /** Element of the rotation. */
  double rotation(int row, int column) {
    return r[row][column];
  }

  private static Point3 mean(List<Point3> points) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (Point3 p : points) {
      x += p.x();
      y += p.y();
      z += p.z();
    }
    return new Point3(x / points.size(), y / points.size(), z / points.size());
  }

  private static double[] minus(Point3 p, Point3 q) {
    return new double[] {p.x() - q.x(), p.y() - q.y(), p.z() - q.z()};
  }

  /** Horn's quaternion for the correlation {@code s}, as a matrix. */
  private static double[][] rotation(double[][] s) {
    double[][] n = {
      {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
      {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
      {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
      {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}
    };
    double[] q = principal(n);
    double w = q[0];
    double x = q[1];
    double y = q[2];
    double z = q[3];
    return new double[][] {
      {w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z}
    };
  }

  /** The unit eigenvector of the largest eigenvalue of a symmetric matrix, which is used up. */
  private static double[] principal(double[][] m) {
    int n = m.length;
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          annihilate(m, v, p, q);
        }
      }
    }
    int best = 0;
    for (int i = 1; i < n; i++) {
      best = m[i][i] > m[best][best] ? i : best;
    }
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = v[i][best];
    }
    return vector;
  }

  /** One Jacobi rotation, which makes {@code m[p][q]} zero. */
  private static void annihilate(double[][] m, double[][] v, int p, int q) {
    if (m[p][q] == 0) {
      return;
    }
    double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
    double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < m.length; k++) {
      double kp = m[k][p];
      double kq = m[k][q];
      m[k][p] = c * kp - s * kq;
      m[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < m.length; k++) {
      double pk = m[p][k];
      double qk = m[q][k];
      m[p][k] = c * pk - s * qk;
      m[q][k] = s * pk + c * qk;
      double vp = v[k][p];
      double vq = v[k][q];
      v[k][p] = c * vp - s * vq;
      v[k][q] = s * vp + c * vq;
    }
  }
}
