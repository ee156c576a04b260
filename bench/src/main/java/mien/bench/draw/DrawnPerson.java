package mien.bench.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;

/**
 * Head and shoulders of a person who does not exist.
 *
 * @param x middle of the face in the picture
 * @param y middle of the face in the picture
 * @param scale 1 makes a face about 200 pixels wide
 * @param rollDegrees clockwise
 * @param skin of the lit side
 * @param hair color
 * @param longHair whether it reaches the shoulders
 */
record DrawnPerson(
    double x,
    double y,
    double scale,
    double rollDegrees,
    Color skin,
    Color hair,
    boolean longHair) {

  void paint(Graphics2D g) {
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.rotate(Math.toRadians(rollDegrees));
    g.scale(scale, scale);
    body(g);
    head(g);
    eye(g, -1);
    eye(g, 1);
    mouth(g);
    fringe(g);
    g.setTransform(before);
  }

  private void body(Graphics2D g) {
    g.setColor(hair);
    g.fill(
        longHair
            ? new RoundRectangle2D.Double(-125, -170, 250, 360, 200, 200)
            : new Ellipse2D.Double(-118, -172, 236, 260));
    g.setColor(mix(skin, Color.BLACK, 0.22));
    g.fill(new RoundRectangle2D.Double(-48, 80, 96, 130, 40, 40));
    g.setColor(mix(hair, new Color(0x335577), 0.7));
    g.fill(new RoundRectangle2D.Double(-190, 175, 380, 300, 160, 160));
    g.setColor(mix(skin, Color.BLACK, 0.12));
    g.fill(new Ellipse2D.Double(-112, -30, 26, 60));
    g.fill(new Ellipse2D.Double(86, -30, 26, 60));
  }

  private void head(Graphics2D g) {
    Color dark = mix(skin, Color.BLACK, 0.45);
    Color light = mix(skin, Color.WHITE, 0.35);
    Color blush = new Color(0xd07060);
    Path2D head = new Path2D.Double();
    head.moveTo(-98, -60);
    head.curveTo(-100, -170, 100, -170, 98, -60);
    head.curveTo(100, 30, 82, 90, 40, 128);
    head.curveTo(18, 146, -18, 146, -40, 128);
    head.curveTo(-82, 90, -100, 30, -98, -60);
    head.closePath();
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(-20, -40),
            190,
            new float[] {0f, 0.55f, 1f},
            new Color[] {light, skin, dark}));
    g.fill(head);
    Shape clip = g.getClip();
    g.clip(head);
    soft(g, 0, -128, 110, 50, hair, 90);
    soft(g, -42, -28, 40, 26, dark, 150);
    soft(g, 42, -28, 40, 26, dark, 150);
    soft(g, -52, 38, 38, 30, blush, 60);
    soft(g, 52, 38, 38, 30, blush, 60);
    soft(g, 0, 20, 15, 60, light, 150);
    soft(g, -19, 22, 12, 40, dark, 70);
    soft(g, 21, 22, 13, 42, dark, 110);
    soft(g, 0, 48, 24, 16, light, 150);
    soft(g, 0, 62, 30, 10, dark, 140);
    soft(g, 0, 112, 46, 22, light, 80);
    soft(g, 0, 100, 34, 9, dark, 120);
    soft(g, -95, 40, 40, 120, dark, 120);
    soft(g, 95, 40, 44, 130, dark, 160);
    g.setClip(clip);
    g.setColor(mix(skin, Color.BLACK, 0.7));
    g.fill(new Ellipse2D.Double(-15, 55, 10, 6));
    g.fill(new Ellipse2D.Double(5, 55, 10, 6));
  }

  private void eye(Graphics2D g, int side) {
    double cx = side * 42.0;
    double cy = -24;
    Path2D opening = new Path2D.Double();
    opening.moveTo(cx - 25, cy + 3);
    opening.quadTo(cx, cy - 20, cx + 25, cy + 2);
    opening.quadTo(cx, cy + 17, cx - 25, cy + 3);
    opening.closePath();
    g.setColor(new Color(0xf4efe9));
    g.fill(opening);
    Shape clip = g.getClip();
    g.clip(opening);
    g.setColor(new Color(0x5a4028));
    g.fill(new Ellipse2D.Double(cx - 11, cy - 13, 22, 22));
    g.setColor(new Color(0x0c0a08));
    g.fill(new Ellipse2D.Double(cx - 5.5, cy - 7.5, 11, 11));
    g.setColor(Color.WHITE);
    g.fill(new Ellipse2D.Double(cx - 6, cy - 8, 5, 5));
    line(
        g,
        7,
        new Color(0, 0, 0, 70),
        new QuadCurve2D.Double(cx - 25, cy + 3, cx, cy - 20, cx + 25, cy + 2));
    g.setClip(clip);
    line(
        g,
        3.4f,
        mix(skin, Color.BLACK, 0.85),
        new QuadCurve2D.Double(cx - 26, cy + 3, cx, cy - 21, cx + 26, cy + 2));
    Color crease = mix(skin, Color.BLACK, 0.5);
    line(g, 1.3f, crease, new QuadCurve2D.Double(cx - 24, cy + 4, cx, cy + 17, cx + 24, cy + 3));
    line(g, 1.3f, crease, new QuadCurve2D.Double(cx - 24, cy - 9, cx, cy - 29, cx + 24, cy - 10));
    double inner = cy - 27 + (side > 0 ? -3 : 4);
    double outer = cy - 27 + (side > 0 ? 4 : -3);
    line(
        g,
        8,
        mix(hair, Color.BLACK, 0.25),
        new QuadCurve2D.Double(cx - 29, inner, cx, cy - 44, cx + 29, outer));
  }

  private void mouth(Graphics2D g) {
    Color lip = mix(new Color(0xb0505a), skin, 0.25);
    Path2D upper = new Path2D.Double();
    upper.moveTo(-36, 86);
    upper.curveTo(-20, 74, -8, 74, 0, 79);
    upper.curveTo(8, 74, 20, 74, 36, 86);
    upper.curveTo(14, 90, -14, 90, -36, 86);
    upper.closePath();
    g.setColor(mix(lip, Color.BLACK, 0.15));
    g.fill(upper);
    Path2D lower = new Path2D.Double();
    lower.moveTo(-36, 86);
    lower.curveTo(-14, 91, 14, 91, 36, 86);
    lower.curveTo(20, 107, -20, 107, -36, 86);
    lower.closePath();
    g.setColor(lip);
    g.fill(lower);
    line(
        g,
        2.2f,
        mix(lip, Color.BLACK, 0.65),
        new CubicCurve2D.Double(-37, 86, -14, 92, 14, 92, 37, 86));
    soft(g, 0, 96, 16, 5, Color.WHITE, 90);
  }

  private void fringe(Graphics2D g) {
    g.setColor(hair);
    Path2D fringe = new Path2D.Double();
    fringe.moveTo(-108, -40);
    fringe.curveTo(-130, -190, 130, -195, 108, -40);
    fringe.curveTo(98, -110, 60, -128, 10, -122);
    fringe.curveTo(-50, -120, -92, -105, -108, -40);
    fringe.closePath();
    g.fill(fringe);
    soft(g, -30, -150, 70, 26, mix(hair, Color.WHITE, 0.4), 120);
  }

  private static void line(Graphics2D g, float width, Color color, Shape shape) {
    g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(color);
    g.draw(shape);
  }

  /** A spot that fades to nothing at its edge: light and shadow. */
  private static void soft(
      Graphics2D g, double cx, double cy, double rx, double ry, Color color, int alpha) {
    AffineTransform before = g.getTransform();
    g.translate(cx, cy);
    g.scale(rx, ry);
    Color full = new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    Color none = new Color(color.getRed(), color.getGreen(), color.getBlue(), 0);
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(0, 0), 1f, new float[] {0f, 1f}, new Color[] {full, none}));
    g.fill(new Ellipse2D.Double(-1, -1, 2, 2));
    g.setTransform(before);
  }

  private static Color mix(Color a, Color b, double t) {
    return new Color(
        (int) (a.getRed() * (1 - t) + b.getRed() * t),
        (int) (a.getGreen() * (1 - t) + b.getGreen() * t),
        (int) (a.getBlue() * (1 - t) + b.getBlue() * t));
  }
}
