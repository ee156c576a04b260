package mien.bench.metrics;

import mien.core.face.Landmarks68;
import mien.core.face.Point3;

/** The normalized mean error of 68 points: mean distance by a length of the face. */
public final class LandmarkError {

  private LandmarkError() {}

  /** By the distance of the outer eye corners (points 36 and 45): 300-W's measure. */
  public static double byOuterEyes(Landmarks68 found, Landmarks68 truth) {
    Point3 left = truth.points().get(36);
    Point3 right = truth.points().get(45);
    return meanDistance(found, truth, 0, 68) / left.flat().distanceTo(right.flat());
  }

  /** By the square root of the area of the truth's bounding box: AFLW2000-3D's measure. */
  public static double byBox(Landmarks68 found, Landmarks68 truth) {
    double x1 = truth.points().stream().mapToDouble(Point3::x).min().orElseThrow();
    double x2 = truth.points().stream().mapToDouble(Point3::x).max().orElseThrow();
    double y1 = truth.points().stream().mapToDouble(Point3::y).min().orElseThrow();
    double y2 = truth.points().stream().mapToDouble(Point3::y).max().orElseThrow();
    return meanDistance(found, truth, 0, 68) / Math.sqrt((x2 - x1) * (y2 - y1));
  }

  /** As {@link #byOuterEyes}, without the jaw (points 17 to 67): schemes differ most there. */
  public static double innerByOuterEyes(Landmarks68 found, Landmarks68 truth) {
    Point3 left = truth.points().get(36);
    Point3 right = truth.points().get(45);
    return meanDistance(found, truth, 17, 68) / left.flat().distanceTo(right.flat());
  }

  private static double meanDistance(Landmarks68 found, Landmarks68 truth, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += found.points().get(i).flat().distanceTo(truth.points().get(i).flat());
    }
    return sum / (to - from);
  }
}
