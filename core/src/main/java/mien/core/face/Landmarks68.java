package mien.core.face;

import java.util.List;

/**
 * 68 landmarks in the iBUG/300-W order: 0-16 jaw (image-left to image-right), 17-26 brows, 27-35
 * nose, 36-41 image-left eye, 42-47 image-right eye, 48-67 mouth. A flat (2D) marking has z = 0.
 *
 * @param points the 68 points, copied
 */
public record Landmarks68(List<Point3> points) {

  /** How many points there are. */
  public static final int COUNT = 68;

  /** Refuses any other number of points. */
  public Landmarks68 {
    points = List.copyOf(points);
    if (points.size() != COUNT) {
      throw new IllegalArgumentException("68 landmarks are needed, but got " + points.size());
    }
  }

  /** Points 36-41: outer corner, two upper, inner corner, two lower. */
  public List<Point3> imageLeftEye() {
    return points.subList(36, 42);
  }

  /** Points 42-47: inner corner, two upper, outer corner, two lower. */
  public List<Point3> imageRightEye() {
    return points.subList(42, 48);
  }

  /**
   * The five points of the ArcFace template: eye centers, nose tip (30), mouth corners (48, 54).
   */
  public Landmarks5 toLandmarks5() {
    return new Landmarks5(
        mean(imageLeftEye()),
        mean(imageRightEye()),
        points.get(30).flat(),
        points.get(48).flat(),
        points.get(54).flat());
  }

  private static Point mean(List<Point3> some) {
    double x = 0;
    double y = 0;
    for (Point3 p : some) {
      x += p.x();
      y += p.y();
    }
    return new Point(x / some.size(), y / some.size());
  }
}
