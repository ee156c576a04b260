package mien.engine.mesh;

import mien.core.face.Box;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.core.face.Point3;
import mien.core.geometry.SimilarityTransform;
import mien.engine.image.Photo;
import mien.engine.image.Warp;

/**
 * The turned square of a photo that a network looks at, in displayed pixels; black outside the
 * photo.
 *
 * @param center of the square, as a pixel center
 * @param side in pixels, above 0
 * @param radians by which the square is turned clockwise as seen in the picture
 */
record FaceSquare(Point center, double side, double radians) {

  /** Around a box, upright: {@code scale} times its longer side. */
  static FaceSquare around(Box box, double scale) {
    return turned(box, scale, 0);
  }

  /** Around a box, so that the line between the eyes comes out level. */
  static FaceSquare around(Box box, double scale, Landmarks5 five) {
    return turned(box, scale, angle(five.imageLeftEye(), five.imageRightEye()));
  }

  static FaceSquare turned(Box box, double scale, double radians) {
    double side = Math.max(1, scale * Math.max(box.width(), box.height()));
    // Box sides are pixel edges, points are pixel centers.
    Point center = new Point(box.center().x() - 0.5, box.center().y() - 0.5);
    return new FaceSquare(center, side, radians);
  }

  /** The angle of the line from {@code a} to {@code b}, clockwise as seen in the picture. */
  static double angle(Point a, Point b) {
    return Math.atan2(b.y() - a.y(), b.x() - a.x());
  }

  /** The pixels of the square, bilinear, {@code size} pixels a side. */
  Photo cut(Photo photo, int size) {
    return Warp.similarity(photo, photo.toHeld().inverse().then(toCrop(size)), size, size);
  }

  private SimilarityTransform toCrop(int size) {
    double a = size / side * Math.cos(radians);
    double b = -size / side * Math.sin(radians);
    double middle = (size - 1) / 2.0;
    return new SimilarityTransform(
        a,
        b,
        middle - (a * center.x() - b * center.y()),
        middle - (b * center.x() + a * center.y()));
  }

  /** A point of the crop in displayed pixels; coordinates count from the crop's corner. */
  Point toPhoto(double x, double y, int size) {
    double dx = (x / size - 0.5) * side;
    double dy = (y / size - 0.5) * side;
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    return new Point(center.x() + cos * dx - sin * dy, center.y() + sin * dx + cos * dy);
  }

  /** A point with its depth, which grows away from the viewer in the crop and towards in ours. */
  Point3 toPhoto(double x, double y, double z, int size) {
    Point flat = toPhoto(x, y, size);
    return new Point3(flat.x(), flat.y(), -z * side / size);
  }
}
