package mien.engine.detect;

import java.util.List;
import java.util.function.UnaryOperator;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Point;

/** Moves detections from one pixel grid to another. */
final class Placement {

  private Placement() {}

  /**
   * The detection with every point moved. The box stays upright: it becomes the one around its
   * moved corners. Landmarks keep their roles: what was the face's image-left eye while the face
   * stood upright stays that, also when the photo was turned to find it, because alignment needs to
   * know whose eye it is and has no reflection to choose.
   */
  static Detection moved(Detection found, UnaryOperator<Point> to) {
    Point a = to.apply(new Point(found.box().x1(), found.box().y1()));
    Point b = to.apply(new Point(found.box().x2(), found.box().y2()));
    Box box =
        new Box(
            Math.min(a.x(), b.x()),
            Math.min(a.y(), b.y()),
            Math.max(a.x(), b.x()),
            Math.max(a.y(), b.y()));
    return new Detection(
        box,
        found.score(),
        found.landmarks().map(five -> Landmarks5.of(five.points().stream().map(to).toList())));
  }

  /** All of {@code found} moved. */
  static List<Detection> moved(List<Detection> found, UnaryOperator<Point> to) {
    return found.stream().map(one -> moved(one, to)).toList();
  }
}
