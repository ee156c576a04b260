package mien.engine.align;

import java.util.ArrayList;
import java.util.List;
import mien.core.face.Point;
import mien.core.face.Point3;

/**
 * How far each pixel of an aligned square stands out towards the viewer, for a head that looks
 * straight out of it.
 *
 * <p>A thin plate through the 68 points and a rounded forehead, which the 68 points do not cover:
 * an ellipsoid from the root of the nose (point 27) back to the depth of the ears (points 0 and
 * 16). Behind the ears everything is a plane, so the background stays a picture.
 */
final class HeadSurface {

  /** Pixels between the nodes at which the spline is worked out; between them it is bilinear. */
  private static final int STEP = 4;

  private static final int RING = 7;

  private final int size;
  private final float[] depth;
  private final List<Point> outline;

  private HeadSurface(int size, float[] depth, List<Point> outline) {
    this.size = size;
    this.depth = depth;
    this.outline = outline;
  }

  /**
   * The surface of one head.
   *
   * @param frontal its 68 points, turned to the viewer, in pixels of the square
   * @param size side of the square
   */
  static HeadSurface of(List<Point3> frontal, int size) {
    Point3 ear = frontal.get(0);
    Point3 otherEar = frontal.get(16);
    Point3 root = frontal.get(27);
    double back = Math.min(ear.z(), otherEar.z());
    double middleX = (ear.x() + otherEar.x()) / 2;
    double middleY = (ear.y() + otherEar.y()) / 2;
    double halfWidth = Math.abs(otherEar.x() - ear.x()) / 2;
    // The crown is about as far above the eyes as the chin (point 8) is below.
    double height = Math.abs(frontal.get(8).y() - middleY);
    List<Point3> points = new ArrayList<>(frontal);
    List<Point> outline = new ArrayList<>();
    frontal.subList(0, 17).forEach(p -> outline.add(p.flat()));
    for (int i = 0; i < RING; i++) {
      double angle = Math.PI * (i + 0.5) / RING; // from image-right over the top to image-left
      double dx = Math.cos(angle) * halfWidth;
      double dy = -Math.sin(angle) * height;
      points.add(new Point3(middleX + dx, middleY + dy, back));
      double inner = 0.65;
      double rise = Math.sqrt(1 - inner * inner);
      points.add(
          new Point3(middleX + inner * dx, middleY + inner * dy, back + rise * (root.z() - back)));
      outline.add(new Point(middleX + inner * dx, middleY + inner * dy));
    }
    double unit = size / 112.0;
    ThinPlate plate = ThinPlate.through(points, 4 * unit * unit);
    return new HeadSurface(size, depth(plate, size, back), List.copyOf(outline));
  }

  private static float[] depth(ThinPlate plate, int size, double back) {
    int nodes = (size + STEP - 1) / STEP + 1;
    double[] node = new double[nodes * nodes];
    for (int j = 0; j < nodes; j++) {
      for (int i = 0; i < nodes; i++) {
        node[j * nodes + i] = Math.max(back, plate.at(i * STEP, j * STEP));
      }
    }
    float[] depth = new float[size * size];
    for (int y = 0; y < size; y++) {
      int j = y / STEP;
      double fy = (y - j * STEP) / (double) STEP;
      for (int x = 0; x < size; x++) {
        int i = x / STEP;
        double fx = (x - i * STEP) / (double) STEP;
        int at = j * nodes + i;
        double top = node[at] * (1 - fx) + node[at + 1] * fx;
        double bottom = node[at + nodes] * (1 - fx) + node[at + nodes + 1] * fx;
        depth[y * size + x] = (float) (top * (1 - fy) + bottom * fy);
      }
    }
    return depth;
  }

  /** Depth of a pixel, growing towards the viewer. */
  double depth(int x, int y) {
    return depth[y * size + x];
  }

  /** How much the depth grows with a step to the right. */
  double slopeX(int x, int y) {
    int from = Math.max(0, x - 1);
    int to = Math.min(size - 1, x + 1);
    return (depth(to, y) - depth(from, y)) / (to - from);
  }

  /** How much the depth grows with a step down. */
  double slopeY(int x, int y) {
    int from = Math.max(0, y - 1);
    int to = Math.min(size - 1, y + 1);
    return (depth(x, to) - depth(x, from)) / (to - from);
  }

  /** Whether a pixel belongs to the face: inside the jaw and half of the forehead. */
  boolean onFace(int x, int y) {
    boolean inside = false;
    for (int i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
      Point a = outline.get(i);
      Point b = outline.get(j);
      if ((a.y() > y) != (b.y() > y)
          && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
        inside = !inside;
      }
    }
    return inside;
  }
}
