package mien.cli.draw;

import java.awt.Color;
import java.awt.Font;
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
   * @param brief what to say where there is no room for that
   * @param size of the text, in pixels
   * @param color of the face
   */
  void paint(Rectangle2D box, List<String> lines, List<String> brief, double size, Color color) {
    Plate plate = new Plate(lines, size);
    Rectangle2D place = place(box, plate);
    // Rather fewer words than words that no one can read.
    for (int keep = lines.size() - 1; keep >= 1 && crowded(place, box); keep--) {
      plate = new Plate(keep == 1 ? brief : lines.subList(0, keep), size);
      place = place(box, plate);
    }
    placed.add(place);
    paint(plate, place, color);
  }

  /**
   * Draws a line about the whole picture at its lower edge; before the plates, which then avoid it.
   *
   * @param size of the text, in pixels; less where the line would not fit
   */
  void notice(String text, double size, Color color) {
    double wide = new Plate(List.of(text), size).width(graphics);
    Plate plate = new Plate(List.of(text), size * Math.min(1, picture.getWidth() / wide));
    Rectangle2D place =
        inside(
            new double[] {picture.getX(), picture.getMaxY()},
            plate.width(graphics),
            plate.height());
    placed.add(place);
    paint(plate, place, color);
  }

  private void paint(Plate plate, Rectangle2D at, Color color) {
    double size = plate.size();
    double round = size * 0.5;
    graphics.setColor(Palette.PLATE);
    graphics.fill(
        new RoundRectangle2D.Double(
            at.getX(), at.getY(), at.getWidth(), at.getHeight(), round, round));
    graphics.setColor(color);
    graphics.fill(
        new RoundRectangle2D.Double(
            at.getX() + plate.strip() * 0.6,
            at.getY() + plate.pad() * 0.6,
            plate.strip(),
            at.getHeight() - plate.pad() * 1.2,
            plate.strip(),
            plate.strip()));
    for (int i = 0; i < plate.lines().size(); i++) {
      graphics.setFont(plate.font(i));
      graphics.setColor(i == 0 ? Palette.TEXT : Palette.FAINT_TEXT);
      graphics.drawString(
          plate.lines().get(i),
          (float) (at.getX() + plate.strip() * 1.6 + plate.pad() * 0.7),
          (float) (at.getY() + plate.pad() * 0.5 + plate.lineHeight() * i + size * 0.98));
    }
  }

  private record Plate(List<String> lines, double size) {
    double pad() {
      return size * 0.45;
    }

    double strip() {
      return Math.max(2, size * 0.22);
    }

    double lineHeight() {
      return size * 1.28;
    }

    double height() {
      return lines.size() * lineHeight() + pad();
    }

    Font font(int line) {
      Font base = new Font(Font.SANS_SERIF, line == 0 ? Font.BOLD : Font.PLAIN, 1);
      return base.deriveFont((float) (line == 0 ? size : size * 0.88));
    }

    double width(Graphics2D graphics) {
      double width = 0;
      for (int i = 0; i < lines.size(); i++) {
        width = Math.max(width, graphics.getFontMetrics(font(i)).stringWidth(lines.get(i)));
      }
      return width + 2 * pad() + strip();
    }
  }

  /** Whether a plate hides another one, or much of a face that is not its own. */
  private boolean crowded(Rectangle2D place, Rectangle2D own) {
    double hidden = 0;
    for (Rectangle2D face : faces) {
      double share = overlap(place, face) / Math.max(1, face.getWidth() * face.getHeight());
      hidden = Math.max(hidden, face.equals(own) ? 0 : share);
    }
    boolean covers = placed.stream().anyMatch(other -> overlap(place, other) > 0);
    return covers || hidden > 0.12;
  }

  /** The best of the places round the box: it costs to cover a plate, a face, or to be cut off. */
  private Rectangle2D place(Rectangle2D box, Plate plate) {
    double width = plate.width(graphics);
    double height = plate.height();
    double gap = plate.size() * 0.35;
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
