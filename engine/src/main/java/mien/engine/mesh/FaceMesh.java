package mien.engine.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import mien.core.face.Box;
import mien.core.face.Landmarks5;
import mien.core.face.Landmarks68;
import mien.core.face.Point;
import mien.core.face.Point3;

/**
 * 468 points on one face, in MediaPipe's order (Y. Kartynnik et al., "Real-time Facial Surface
 * Geometry from Monocular Video on Mobile GPUs", arXiv:1907.06724).
 *
 * @param points in displayed pixels, copied
 * @param presenceLogit the network's face flag: above 0 it finds a face likelier than none; finite
 */
public record FaceMesh(List<Point3> points, double presenceLogit) {

  /** How many points there are. */
  public static final int COUNT = 468;

  /** Six points round an eye: corner, two upper, corner, two lower. */
  private static final int[] IMAGE_LEFT_EYE = {33, 160, 158, 133, 153, 144};

  private static final int[] IMAGE_RIGHT_EYE = {362, 385, 387, 263, 373, 380};

  private static final int IMAGE_LEFT_CORNER = 33;
  private static final int IMAGE_RIGHT_CORNER = 263;

  /** Of the points on the tip, 4 lies nearest to where the ArcFace template has the nose. */
  private static final int NOSE = 4;

  private static final int IMAGE_LEFT_MOUTH = 61;
  private static final int IMAGE_RIGHT_MOUTH = 291;

  /**
   * The mesh point nearest to each of the 68 points of iBUG 300-W: jaw, brows, nose, eyes, mouth.
   * The jaw is the true one, also behind the cheek.
   */
  private static final int[] IBUG_68 = {
    162, 234, 93, 58, 172, 136, 149, 148, 152, 377, 378, 365, 397, 288, 323, 454, 389, //
    71, 63, 105, 66, 107, 336, 296, 334, 293, 301, //
    168, 197, 5, 4, 75, 97, 2, 326, 305, //
    33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380, //
    61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87
  };

  /** Copies and checks. */
  public FaceMesh {
    points = List.copyOf(points);
    if (points.size() != COUNT) {
      throw new IllegalArgumentException("a mesh has 468 points, but got " + points.size());
    }
    if (!Double.isFinite(presenceLogit)) {
      throw new IllegalArgumentException("the face flag must be finite, but was " + presenceLogit);
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

  /** The mesh points nearest to iBUG's 68. */
  public Landmarks68 toLandmarks68() {
    List<Point3> nearest = new ArrayList<>(Landmarks68.COUNT);
    for (int index : IBUG_68) {
      nearest.add(points.get(index));
    }
    return new Landmarks68(nearest);
  }

  /** How far the line between the outer eye corners is turned, in (-180, 180]: 0 level. */
  public double rollDegrees() {
    Point left = points.get(IMAGE_LEFT_CORNER).flat();
    Point right = points.get(IMAGE_RIGHT_CORNER).flat();
    return Math.toDegrees(Math.atan2(right.y() - left.y(), right.x() - left.x()));
  }

  /** The upright rectangle around all points; its sides are pixel edges. */
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
    return new Box(x1 + 0.5, y1 + 0.5, x2 + 0.5, y2 + 0.5);
  }

  /** The mesh with every point moved; depths are multiplied by {@code depthScale}. */
  public FaceMesh moved(UnaryOperator<Point> to, double depthScale) {
    List<Point3> moved = new ArrayList<>(COUNT);
    for (Point3 p : points) {
      Point flat = to.apply(p.flat());
      moved.add(new Point3(flat.x(), flat.y(), p.z() * depthScale));
    }
    return new FaceMesh(moved, presenceLogit);
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
