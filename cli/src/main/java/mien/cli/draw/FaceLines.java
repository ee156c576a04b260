package mien.cli.draw;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import mien.core.face.Landmarks68;
import mien.core.face.Point3;

/** Which of the 68 points (iBUG order) are joined to which. */
final class FaceLines {

  private static final int[][] OPEN = {{0, 16}, {17, 21}, {22, 26}, {27, 30}, {31, 35}};
  private static final int[][] CLOSED = {{36, 41}, {42, 47}, {48, 59}, {60, 67}};

  private FaceLines() {}

  /** Jaw, brows, nose, eyes and lips as paths, scaled by {@code scale}. */
  static List<Path2D> of(Landmarks68 landmarks, double scale) {
    List<Path2D> paths = new ArrayList<>();
    for (int[] range : OPEN) {
      paths.add(path(landmarks.points(), range, scale));
    }
    for (int[] range : CLOSED) {
      Path2D path = path(landmarks.points(), range, scale);
      path.closePath();
      paths.add(path);
    }
    return paths;
  }

  private static Path2D path(List<Point3> points, int[] range, double scale) {
    Path2D path = new Path2D.Double();
    Point3 first = points.get(range[0]);
    path.moveTo(first.x() * scale, first.y() * scale);
    for (int i = range[0] + 1; i <= range[1]; i++) {
      path.lineTo(points.get(i).x() * scale, points.get(i).y() * scale);
    }
    return path;
  }
}
