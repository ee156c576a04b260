package mien.engine.mesh;

import java.util.List;
import mien.core.face.Box;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.core.face.Point3;

/**
 * 468 points on one face, in MediaPipe's order (Y. Kartynnik et al., "Real-time Facial Surface
 * Geometry from Monocular Video on Mobile GPUs", arXiv:1907.06724).
 *
 * @param points in displayed pixels, copied
 * @param presence how likely the network finds it that there is a face, in [0, 1]
 */
public record FaceMesh(List<Point3> points, double presence) {

  /** How many points there are. */
  public static final int COUNT = 468;

  /** Six points round an eye: corner, two upper, corner, two lower. */
  private static final int[] IMAGE_LEFT_EYE = {33, 160, 158, 133, 153, 144};

  private static final int[] IMAGE_RIGHT_EYE = {362, 385, 387, 263, 373, 380};

  /** Of the points that are called the tip, 4 lies nearest to what the ArcFace template means. */
  private static final int NOSE = 4;

  private static final int IMAGE_LEFT_MOUTH = 61;
  private static final int IMAGE_RIGHT_MOUTH = 291;

  /** Copies and checks. */
  public FaceMesh {
    points = List.copyOf(points);
    if (points.size() != COUNT) {
      throw new IllegalArgumentException("a mesh has 468 points, but got " + points.size());
    }
    if (!(presence >= 0 && presence <= 1)) {
      throw new IllegalArgumentException("presence must be in [0, 1], but was " + presence);
    }
  }

  /** The five points of the ArcFace template: eye centers are the means of six points each. */
  public Landmarks5 toLandmarks5() {
    return new Landmarks5(
        mean(IMAGE_LEFT_EYE),
        mean(IMAGE_RIGHT_EYE),
        points.get(NOSE).flat(),
        points.get(IMAGE_LEFT_MOUTH).flat(),
        points.get(IMAGE_RIGHT_MOUTH).flat());
  }

  /** The upright rectangle around all points. */
  public Box bounds() {
    double x1 = Double.POSITIVE_INFINITY;
    double y1 = Double.POSITIVE_INFINITY;
    double x2 = Double.NEGATIVE_INFINITY;
    double y2 = Double.NEGATIVE_INFINITY;
    for (Point3 p : points) {
      x1 = Math.min(x1, p.x());
      y1 = Math.min(y1, p.y());
      x2 = Math.max(x2, p.x());
      y2 = Math.max(y2, p.y());
    }
    return new Box(x1, y1, x2, y2);
  }

  /** Coordinates x0, y0, x1, y1, ... without the depth. */
  public double[] flat() {
    double[] xy = new double[2 * COUNT];
    for (int i = 0; i < COUNT; i++) {
      xy[2 * i] = points.get(i).x();
      xy[2 * i + 1] = points.get(i).y();
    }
    return xy;
  }

  private Point mean(int[] indices) {
    double x = 0;
    double y = 0;
    for (int i : indices) {
      x += points.get(i).x();
      y += points.get(i).y();
    }
    return new Point(x / indices.length, y / indices.length);
  }
}
