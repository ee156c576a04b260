package mien.cli.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import mien.core.face.Box;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;
import mien.core.face.Point;
import mien.core.face.Point3;
import mien.engine.AnalyzedFace;
import mien.engine.assess.HeadFit;

/** Draws the geometry of one face: box, 68 points with their lines, five points, head axes. */
final class FacePainter {

  /** Below this many pixels of face width the 68 points would be a smudge. */
  private static final double LEAST_WIDTH_FOR_LINES = 44;

  /** Below this, lines have no rim and the points are not marked one by one. */
  private static final double LEAST_WIDTH_FOR_POINTS = 150;

  private final Graphics2D graphics;
  private final double scale;
  private final double width;

  /**
   * Makes a painter.
   *
   * @param scale picture pixels per displayed pixel
   * @param width of a main line for a large face, in picture pixels
   */
  FacePainter(Graphics2D graphics, double scale, double width) {
    this.graphics = graphics;
    this.scale = scale;
    this.width = width;
  }

  /** Draws everything that is known of the face. */
  void paint(AnalyzedFace face, Color color) {
    Box box = face.detection().box();
    double faceWidth = box.width() * scale;
    Pen pen = new Pen(graphics, Math.clamp(faceWidth / 70, 1.0, width));
    frame(pen, box, color);
    boolean fine = faceWidth >= LEAST_WIDTH_FOR_POINTS;
    if (faceWidth >= LEAST_WIDTH_FOR_LINES) {
      face.head().flatMap(HeadFit::landmarks68).ifPresent(points -> lines(pen, points, fine));
      face.head().ifPresent(head -> axes(pen, face, head.pose()));
    }
    face.detection()
        .landmarks()
        .ifPresent(five -> five.points().forEach(point -> five(pen, point, color)));
  }

  /** A thin rounded box whose corners are thick. */
  private void frame(Pen pen, Box box, Color color) {
    double x = box.x1() * scale;
    double y = box.y1() * scale;
    double w = box.width() * scale;
    double h = box.height() * scale;
    double round = Math.min(w, h) * 0.16;
    pen.times(0.45)
        .line(new RoundRectangle2D.Double(x, y, w, h, round, round), Palette.faded(color, 170));
    double arm = Math.min(w, h) * 0.2;
    Path2D corners = new Path2D.Double();
    corner(corners, x, y, arm, arm, round / 2);
    corner(corners, x + w, y, -arm, arm, round / 2);
    corner(corners, x + w, y + h, -arm, -arm, round / 2);
    corner(corners, x, y + h, arm, -arm, round / 2);
    pen.times(1.25).line(corners, color);
  }

  private static void corner(Path2D path, double x, double y, double dx, double dy, double round) {
    path.moveTo(x, y + dy);
    path.lineTo(x, y + Math.signum(dy) * round);
    path.quadTo(x, y, x + Math.signum(dx) * round, y);
    path.lineTo(x + dx, y);
  }

  private void lines(Pen pen, Landmarks68 landmarks, boolean marked) {
    Pen fine = pen.times(marked ? 0.38 : 0.6);
    for (Path2D path : FaceLines.of(landmarks, scale)) {
      if (marked) {
        fine.line(path, Palette.faded(Palette.LANDMARK, 130));
      } else {
        fine.bareLine(path, Palette.faded(Palette.LANDMARK, 150));
      }
    }
    if (!marked) {
      return;
    }
    for (Point3 point : landmarks.points()) {
      fine.dot(point.x() * scale, point.y() * scale, pen.width() * 0.55, Palette.LANDMARK);
    }
  }

  private void five(Pen pen, Point point, Color color) {
    pen.dot(point.x() * scale, point.y() * scale, pen.width() * 1.25, color);
  }

  /** From the tip of the nose, where the third axis leaves the face. */
  private void axes(Pen pen, AnalyzedFace face, HeadPose pose) {
    Box box = face.detection().box();
    Point from =
        face.detection().landmarks().map(five -> five.nose()).orElseGet(() -> box.center());
    double length = box.width() * scale * 0.42;
    HeadAxes axes = HeadAxes.of(pose);
    arrow(pen, from, axes.right(), length, Palette.AXIS_RIGHT);
    arrow(pen, from, axes.up(), length, Palette.AXIS_UP);
    arrow(pen, from, axes.out(), length, Palette.AXIS_OUT);
  }

  private void arrow(Pen pen, Point from, HeadAxes.Axis axis, double length, Color color) {
    double x = from.x() * scale;
    double y = from.y() * scale;
    double tipX = x + axis.x() * length;
    double tipY = y + axis.y() * length;
    Pen line = pen.times(0.8);
    line.line(new Line2D.Double(x, y, tipX, tipY), color);
    double shown = Math.hypot(axis.x(), axis.y()) * length;
    double head = Math.min(shown * 0.45, pen.width() * 4);
    if (head < pen.width()) {
      line.dot(tipX, tipY, pen.width() * 0.9, color);
      return;
    }
    double angle = Math.atan2(tipY - y, tipX - x);
    Path2D wings = new Path2D.Double();
    wings.moveTo(tipX - head * Math.cos(angle - 0.5), tipY - head * Math.sin(angle - 0.5));
    wings.lineTo(tipX, tipY);
    wings.lineTo(tipX - head * Math.cos(angle + 0.5), tipY - head * Math.sin(angle + 0.5));
    line.line(wings, color);
  }
}
