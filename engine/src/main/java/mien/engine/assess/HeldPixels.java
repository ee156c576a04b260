package mien.engine.assess;

import java.util.List;
import mien.core.face.Box;
import mien.core.face.Point;
import mien.core.geometry.SimilarityTransform;
import mien.engine.image.Photo;
import mien.engine.image.Warp;

/**
 * From displayed coordinates to the pixels that a photo holds, which are fewer when it was decoded
 * at reduced scale. Landmarks name pixel centers, box sides name pixel edges, so the two convert
 * differently by half a pixel.
 */
final class HeldPixels {

  private HeldPixels() {}

  /** A point, whose whole numbers are pixel centers. */
  static Point point(Photo photo, Point displayed) {
    double s = photo.scale();
    return new Point((displayed.x() + 0.5) * s - 0.5, (displayed.y() + 0.5) * s - 0.5);
  }

  /** Several points. */
  static List<Point> points(Photo photo, List<Point> displayed) {
    return displayed.stream().map(p -> point(photo, p)).toList();
  }

  /** A box, whose sides are pixel edges. */
  static Box box(Photo photo, Box displayed) {
    double s = photo.scale();
    return new Box(displayed.x1() * s, displayed.y1() * s, displayed.x2() * s, displayed.y2() * s);
  }

  /**
   * The square of side {@code margin * max(width, height)} around a box's center, resized to {@code
   * size} pixels: bilinear, aligned at half pixels, black outside the photo.
   */
  static Photo square(Photo photo, Box displayed, double margin, int size) {
    Box held = box(photo, displayed);
    double side = Math.max(1, margin * Math.max(held.width(), held.height()));
    double scale = size / side;
    Point c = held.center();
    double left = c.x() - side / 2;
    double top = c.y() - side / 2;
    return Warp.similarity(
        photo,
        new SimilarityTransform(scale, 0, (0.5 - left) * scale - 0.5, (0.5 - top) * scale - 0.5),
        size,
        size);
  }
}
