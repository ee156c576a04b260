package mien.engine.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Point;

/** Collects what a head reads; a box or a point that is no number is dropped with its score. */
final class Candidates {

  private final List<Detection> list = new ArrayList<>();

  /**
   * Adds a candidate if it is sound.
   *
   * @param corners x1, y1, x2, y2
   * @param points x and y of the five points in order; empty for none
   * @param score in [0, 1]; rounding beyond 1 is cut
   */
  void add(double[] corners, double[] points, double score) {
    if (!finite(corners) || !finite(points) || corners[2] < corners[0] || corners[3] < corners[1]) {
      return;
    }
    Box box = new Box(corners[0], corners[1], corners[2], corners[3]);
    list.add(new Detection(box, Math.min(score, 1), landmarks(points)));
  }

  List<Detection> list() {
    return list;
  }

  private static boolean finite(double[] values) {
    for (double v : values) {
      if (!Double.isFinite(v)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Landmarks5> landmarks(double[] xy) {
    if (xy.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Landmarks5(
            new Point(xy[0], xy[1]),
            new Point(xy[2], xy[3]),
            new Point(xy[4], xy[5]),
            new Point(xy[6], xy[7]),
            new Point(xy[8], xy[9])));
  }
}
