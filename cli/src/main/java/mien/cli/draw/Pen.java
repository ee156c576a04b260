package mien.cli.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;

/**
 * Draws lines with a dark rim.
 *
 * @param graphics what is drawn on
 * @param width of a line, in pixels
 */
record Pen(Graphics2D graphics, double width) {

  /** The same pen with {@code factor} times the width. */
  Pen times(double factor) {
    return new Pen(graphics, width * factor);
  }

  /** A line along a shape: first its rim, then itself. */
  void line(Shape shape, Color color) {
    graphics.setColor(Palette.RIM);
    graphics.setStroke(stroke(width + Math.max(1.2, width * 0.8)));
    graphics.draw(shape);
    graphics.setColor(color);
    graphics.setStroke(stroke(width));
    graphics.draw(shape);
  }

  /** A line without a rim, for what must not hide a small face. */
  void bareLine(Shape shape, Color color) {
    graphics.setColor(color);
    graphics.setStroke(stroke(width));
    graphics.draw(shape);
  }

  /** A filled disc with a rim. */
  void dot(double x, double y, double radius, Color color) {
    double rim = radius + Math.max(0.8, width * 0.45);
    graphics.setColor(Palette.RIM);
    graphics.fill(new Ellipse2D.Double(x - rim, y - rim, 2 * rim, 2 * rim));
    graphics.setColor(color);
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  private static BasicStroke stroke(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
