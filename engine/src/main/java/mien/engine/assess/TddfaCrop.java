package mien.engine.assess;

import java.util.List;
import mien.core.face.Box;
import mien.core.face.Point3;
import mien.core.geometry.SimilarityTransform;
import mien.engine.image.Photo;
import mien.engine.image.Warp;

/**
 * The square that 3DDFA_V2 looks at, in displayed pixels. It may reach outside the photo, where it
 * is black.
 *
 * <p>Source: cleardusk/3DDFA_V2, {@code utils/functions.py} and {@code utils/tddfa_util.py}. One
 * deviation: the reference cuts at whole pixels but maps back by the fractions; here the cut is
 * where the square is.
 *
 * @param left edge
 * @param top edge
 * @param side in pixels, at least 1
 */
record TddfaCrop(double left, double top, double side) {

  /** Side of the network's input. */
  static final int INPUT = 120;

  /** Around a detector's box: 1.58 times its mean side (whole pixels), 14 % of it lower. */
  static TddfaCrop aroundBox(Box box) {
    double size = (box.width() + box.height()) / 2;
    double side = Math.max(1, (int) (size * 1.58));
    return new TddfaCrop(
        box.center().x() - side / 2, box.center().y() + 0.14 * size - side / 2, side);
  }

  /** Around the points of a first fit: a side of the diagonal of the square that holds them. */
  static TddfaCrop aroundPoints(List<Point3> points) {
    double x1 = points.stream().mapToDouble(Point3::x).min().orElseThrow();
    double x2 = points.stream().mapToDouble(Point3::x).max().orElseThrow();
    double y1 = points.stream().mapToDouble(Point3::y).min().orElseThrow();
    double y2 = points.stream().mapToDouble(Point3::y).max().orElseThrow();
    double side = Math.max(1, Math.max(x2 - x1, y2 - y1) * Math.sqrt(2));
    return new TddfaCrop((x1 + x2) / 2 - side / 2, (y1 + y2) / 2 - side / 2, side);
  }

  /** The pixels of the square, bilinear, at the size of the network's input. */
  Photo cut(Photo photo) {
    double zoom = INPUT / side;
    // Half-pixel centers on both sides: crop = (displayed - left + 0.5) * zoom - 0.5.
    SimilarityTransform toCrop =
        new SimilarityTransform(zoom, 0, (0.5 - left) * zoom - 0.5, (0.5 - top) * zoom - 0.5);
    return Warp.similarity(photo, photo.toHeld().inverse().then(toCrop), INPUT, INPUT);
  }

  /** A point of the camera's frame (y upwards, counted from 1) in displayed pixels. */
  Point3 toPhoto(Point3 p) {
    double zoom = side / INPUT;
    return new Point3((p.x() - 1) * zoom + left, (INPUT - p.y()) * zoom + top, (p.z() - 1) * zoom);
  }
}
