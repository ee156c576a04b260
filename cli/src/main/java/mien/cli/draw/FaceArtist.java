package mien.cli.draw;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mien.core.face.Box;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.Liveness;

/**
 * Draws everything that was found into a picture. Lines and text grow with the picture and shrink
 * with the face, so that a thumbnail and a poster look alike. Safe for many threads at once.
 */
public final class FaceArtist {

  private FaceArtist() {}

  /**
   * Draws.
   *
   * @param picture upright; may be smaller than the photo was
   * @param photo what was found, in displayed pixels
   */
  public static void draw(BufferedImage picture, PhotoFaces photo) {
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      double scale = (double) picture.getWidth() / photo.width();
      // Displayed pixel (0, 0) is the center of a sample, Java 2D's (0, 0) is its corner.
      graphics.translate(scale / 2, scale / 2);
      faces(graphics, picture, photo, scale);
    } finally {
      graphics.dispose();
    }
  }

  private static void faces(
      Graphics2D graphics, BufferedImage picture, PhotoFaces photo, double scale) {
    List<AnalyzedFace> faces = photo.faces();
    int side = Math.max(picture.getWidth(), picture.getHeight());
    FacePainter painter = new FacePainter(graphics, scale, Math.clamp(side / 420.0, 1.6, 9));
    List<Integer> smallestLast = new ArrayList<>(IntStream.range(0, faces.size()).boxed().toList());
    smallestLast.sort(
        Collections.reverseOrder(
            Comparator.comparingDouble(i -> faces.get(i).detection().box().area())));
    for (int i : smallestLast) {
      painter.paint(faces.get(i), Palette.face(i));
    }
    List<Rectangle2D> boxes = faces.stream().map(f -> scaled(f.detection().box(), scale)).toList();
    LabelPlate plates =
        new LabelPlate(
            graphics,
            new Rectangle2D.Double(0, 0, picture.getWidth() - scale, picture.getHeight() - scale),
            boxes);
    if (photo.incomplete()) {
      String notice = "incomplete: " + photo.integrity().description();
      plates.notice(notice, Math.max(9, side / 52.0), Palette.ALARM);
    }
    for (int i : smallestLast) {
      double faceWidth = boxes.get(i).getWidth();
      double size = Math.clamp(faceWidth / 10, Math.max(9, side / 110.0), Math.max(9, side / 52.0));
      double room = faceWidth / size;
      int lines = room < 3.5 ? 1 : room < 6 ? 2 : room < 11 ? 3 : 4;
      boolean spoof =
          faces.get(i).live().orElse(null) instanceof Liveness.Measured(double live) && live < 0.5;
      plates.paint(
          boxes.get(i),
          LabelText.of(i + 1, faces.get(i), lines),
          LabelText.of(i + 1, faces.get(i), 1),
          size,
          spoof ? Palette.ALARM : Palette.face(i));
    }
  }

  private static Rectangle2D scaled(Box box, double scale) {
    return new Rectangle2D.Double(
        box.x1() * scale, box.y1() * scale, box.width() * scale, box.height() * scale);
  }
}
