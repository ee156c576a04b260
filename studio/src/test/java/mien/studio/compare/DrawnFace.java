package mien.studio.compare;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.engine.AnalyzedFace;
import mien.engine.assess.FaceQuality;

/** A photo with a colored rectangle for a face on red ground, and an EXIF segment with a secret. */
final class DrawnFace {

  static final String SECRET = "Exif-GPS-52.5N-13.4E";
  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  /** The face; with its margin of 0.3 the crop is 160 x 160 at (170, 120). */
  static final Box BOX = new Box(200, 150, 300, 250);

  private DrawnFace() {}

  /** A face whose crop has {@code color} alone. */
  static SeenFace of(Color color) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(color);
    // Wider than the crop by more than a JPEG block on each side.
    pen.fillRect(150, 100, 200, 200);
    pen.dispose();
    return new SeenFace(withExif(jpeg(image)), WIDTH, HEIGHT, face());
  }

  private static AnalyzedFace face() {
    return new AnalyzedFace(
        new Detection(BOX, 0.9, Optional.empty()),
        new FaceQuality(1, 40, 1, OptionalDouble.empty(), 1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Puts an application segment with the secret right after the start of the file. */
  private static byte[] withExif(byte[] jpeg) {
    byte[] text = SECRET.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xff);
    out.write(0xe1);
    out.write(0);
    out.write(text.length + 2);
    out.writeBytes(text);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
