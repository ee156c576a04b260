package mien.cli.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Puts plates with text beside faces, where they cover neither each other nor another face. */
final class LabelPlate {

  private final Graphics2D graphics;
  private final Rectangle2D picture;
  private final List<Rectangle2D> faces;
  private final List<Rectangle2D> placed = new ArrayList<>();

  LabelPlate(Graphics2D graphics, Rectangle2D picture, List<Rectangle2D> faces) {
    this.graphics = graphics;
    this.picture = picture;
    this.faces = faces;
  }

  /**
   * Draws a plate.
   *
   * @param box of the face that it belongs to, in picture pixels
   * @param lines of text, the first one bold
   * @param size of the text, in pixels
   * @param colour of the face
   */
  void paint(Rectangle2D box, List<String> lines, double size, Color colour) {
    Font bold = new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont((float) size);
    Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) (size * 0.88));
    double pad = size * 0.45;
    double strip = Math.max(2, size * 0.22);
    double lineHeight = size * 1.28;
    double width = 0;
    for (int i = 0; i < lines.size(); i++) {
      FontMetrics metrics = graphics.getFontMetrics(i == 0 ? bold : plain);
      width = Math.max(width, metrics.stringWidth(lines.get(i)));
    }
    double height = lines.size() * lineHeight + pad;
    Rectangle2D plate = place(box, width + 2 * pad + strip, height, size * 0.35);
    double round = size * 0.5;
    graphics.setColor(Palette.PLATE);
    graphics.fill(
        new RoundRectangle2D.Double(
            plate.getX(), plate.getY(), plate.getWidth(), plate.getHeight(), round, round));
    graphics.setColor(colour);
    graphics.fill(
        new RoundRectangle2D.Double(
            plate.getX() + strip * 0.6,
            plate.getY() + pad * 0.6,
            strip,
            plate.getHeight() - pad * 1.2,
            strip,
            strip));
    for (int i = 0; i < lines.size(); i++) {
      graphics.setFont(i == 0 ? bold : plain);
      graphics.setColor(i == 0 ? Palette.TEXT : Palette.FAINT_TEXT);
      graphics.drawString(
          lines.get(i),
          (float) (plate.getX() + strip * 1.6 + pad * 0.7),
          (float) (plate.getY() + pad * 0.5 + lineHeight * i + size * 0.98));
    }
  }

  /** The best of the places round the box: it costs to cover a plate, a face, or to be cut off. */
  private Rectangle2D place(Rectangle2D box, double width, double height, double gap) {
    double[][] corners = {
      {box.getX(), box.getY() - height - gap},
      {box.getX(), box.getMaxY() + gap},
      {box.getMaxX() - width, box.getY() - height - gap},
      {box.getMaxX() - width, box.getMaxY() + gap},
      {box.getMaxX() + gap, box.getY()},
      {box.getX() - width - gap, box.getY()},
      {box.getX() + gap, box.getMaxY() - height - gap},
    };
    Rectangle2D best = inside(corners[0], width, height);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < corners.length; i++) {
      Rectangle2D candidate = inside(corners[i], width, height);
      double moved =
          Math.hypot(candidate.getX() - corners[i][0], candidate.getY() - corners[i][1]) * height;
      double cost = moved + 0.02 * i * width * height;
      for (Rectangle2D other : placed) {
        cost += 6 * overlap(candidate, other);
      }
      for (Rectangle2D face : faces) {
        cost += 2 * overlap(candidate, face);
      }
      if (cost < least) {
        least = cost;
        best = candidate;
      }
    }
    placed.add(best);
    return best;
  }

  private Rectangle2D inside(double[] corner, double width, double height) {
    double x = Math.clamp(corner[0], 0, Math.max(0, picture.getWidth() - width));
    double y = Math.clamp(corner[1], 0, Math.max(0, picture.getHeight() - height));
    return new Rectangle2D.Double(x, y, width, height);
  }

  private static double overlap(Rectangle2D a, Rectangle2D b) {
    Rectangle2D common = a.createIntersection(b);
    return common.isEmpty() ? 0 : common.getWidth() * common.getHeight();
  }
}
