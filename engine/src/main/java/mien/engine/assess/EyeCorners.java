package mien.engine.assess;

import mien.core.face.Landmarks5;
import mien.core.face.Landmarks68;
import mien.core.face.Point;
import mien.core.geometry.SimilarityTransform;
import mien.engine.image.Photo;
import mien.engine.image.Warp;

/**
 * The two corners of one eye as seen in the picture, in displayed pixels: what an eye crop hangs
 * on.
 *
 * @param left the corner at the left of the eye
 * @param right the corner at the right of the eye
 */
record EyeCorners(Point left, Point right) {

  /** Corner distance over eye-center distance: 30 mm of lid opening over 63 mm between pupils. */
  private static final double WIDTH_PER_EYE_DISTANCE = 0.476;

  /** Points 36 and 39. */
  static EyeCorners imageLeft(Landmarks68 points) {
    return new EyeCorners(points.points().get(36).flat(), points.points().get(39).flat());
  }

  /** Points 42 and 45. */
  static EyeCorners imageRight(Landmarks68 points) {
    return new EyeCorners(points.points().get(42).flat(), points.points().get(45).flat());
  }

  /** Guessed around the left of two eye centers, along the line between them. */
  static EyeCorners imageLeft(Landmarks5 points) {
    return around(points.imageLeftEye(), points);
  }

  /** Guessed around the right of two eye centers, along the line between them. */
  static EyeCorners imageRight(Landmarks5 points) {
    return around(points.imageRightEye(), points);
  }

  private static EyeCorners around(Point center, Landmarks5 points) {
    Point a = points.imageLeftEye();
    Point b = points.imageRightEye();
    double dx = (b.x() - a.x()) * WIDTH_PER_EYE_DISTANCE / 2;
    double dy = (b.y() - a.y()) * WIDTH_PER_EYE_DISTANCE / 2;
    return new EyeCorners(
        new Point(center.x() - dx, center.y() - dy), new Point(center.x() + dx, center.y() + dy));
  }

  /** Distance of the corners in displayed pixels. */
  double width() {
    return left.distanceTo(right);
  }

  /**
   * The eye turned level and cut out around the middle between its corners.
   *
   * @param widths width of the crop in corner distances
   * @param columns of the crop
   * @param rows of the crop; the scale is the same both ways
   */
  Photo crop(Photo photo, double widths, int columns, int rows) {
    Point a = HeldPixels.point(photo, left);
    Point b = HeldPixels.point(photo, right);
    double distance = Math.max(1e-3, a.distanceTo(b));
    double scale = columns / (widths * distance);
    double cos = distance > 1e-3 ? scale * (b.x() - a.x()) / distance : scale;
    double sin = distance > 1e-3 ? -scale * (b.y() - a.y()) / distance : 0;
    double cx = (a.x() + b.x()) / 2;
    double cy = (a.y() + b.y()) / 2;
    return Warp.similarity(
        photo,
        new SimilarityTransform(
            cos,
            sin,
            (columns - 1) / 2.0 - (cos * cx - sin * cy),
            (rows - 1) / 2.0 - (sin * cx + cos * cy)),
        columns,
        rows);
  }
}
