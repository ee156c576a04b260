package mien.core.face;

import java.util.List;

/**
 * The five points that every detector gives, in the order of the ArcFace template. Sides are as
 * seen in the picture: {@code imageLeftEye} is the subject's right eye.
 *
 * @param imageLeftEye center of the eye at the left of the picture
 * @param imageRightEye center of the eye at the right of the picture
 * @param nose tip of the nose
 * @param imageLeftMouth mouth corner at the left of the picture
 * @param imageRightMouth mouth corner at the right of the picture
 */
public record Landmarks5(
    Point imageLeftEye,
    Point imageRightEye,
    Point nose,
    Point imageLeftMouth,
    Point imageRightMouth) {

  /** The five points in the order of the record's components. */
  public List<Point> points() {
    return List.of(imageLeftEye, imageRightEye, nose, imageLeftMouth, imageRightMouth);
  }

  /**
   * Builds the record from five points in the order of the components.
   *
   * @throws IllegalArgumentException if there are not five
   */
  public static Landmarks5 of(List<Point> points) {
    if (points.size() != 5) {
      throw new IllegalArgumentException("five landmarks are needed, but got " + points.size());
    }
    return new Landmarks5(
        points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
  }

  /** Distance between the two eye centers, in pixels. */
  public double eyeDistance() {
    return imageLeftEye.distanceTo(imageRightEye);
  }
}
