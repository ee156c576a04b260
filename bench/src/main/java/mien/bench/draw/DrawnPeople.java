package mien.bench.draw;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws three people who do not exist: {@code docs/examples/drawn-people.jpg}, the picture that the
 * README and the tests may show, because no photo of a person may be in the repository. Detectors
 * take the drawings for faces.
 *
 * <p>Run: {@code java -cp … mien.bench.draw.DrawnPeople docs/examples/drawn-people.jpg}, and with
 * two more paths, {@code web/src/compare/demo/first.jpg} and {@code second.jpg}, for the pair that
 * the page of the studio offers to people without photos.
 */
public final class DrawnPeople {

  private static final int WIDTH = 1200;
  private static final int HEIGHT = 800;
  private static final int PORTRAIT = 560;
  private static final int NOISE_SEED = 7;

  private DrawnPeople() {}

  /** Writes the group to the first path, and the pair to the second and third if there are. */
  public static void main(String[] args) throws IOException {
    write(draw(), Path.of(args[0]));
    if (args.length == 3) {
      write(portrait(0, 1.1, new Color(0x9fb8c8), new Color(0x5f7686)), Path.of(args[1]));
      write(portrait(-6, 0.95, new Color(0xd8cdb8), new Color(0xa08c70)), Path.of(args[2]));
    }
  }

  /** One and the same person, tilted and sized as given, before a wall that fades downwards. */
  private static BufferedImage portrait(double roll, double scale, Color above, Color below) {
    BufferedImage image = new BufferedImage(PORTRAIT, PORTRAIT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setPaint(new GradientPaint(0, 0, above, 0, PORTRAIT, below));
    g.fillRect(0, 0, PORTRAIT, PORTRAIT);
    Color skin = new Color(0xe0b090);
    Color hair = new Color(0x4a2f20);
    new DrawnPerson(PORTRAIT / 2.0, PORTRAIT * 0.44, scale, roll, skin, hair, true).paint(g);
    g.dispose();
    return grain(soften(soften(image)));
  }

  /** The picture. */
  public static BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setPaint(new GradientPaint(0, 0, new Color(0x9fb8c8), 0, HEIGHT, new Color(0x5f7686)));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    new DrawnPerson(330, 390, 1.0, 0, new Color(0xe0b090), new Color(0x4a2f20), true).paint(g);
    new DrawnPerson(620, 330, 0.85, -8, new Color(0x9a6a48), new Color(0x1d1512), false).paint(g);
    new DrawnPerson(900, 420, 0.95, 6, new Color(0xf0cdb4), new Color(0xa8824a), true).paint(g);
    g.dispose();
    return grain(soften(soften(image)));
  }

  private static BufferedImage soften(BufferedImage image) {
    float[] binomial = {1, 2, 1, 2, 4, 2, 1, 2, 1};
    for (int i = 0; i < binomial.length; i++) {
      binomial[i] /= 16;
    }
    Kernel kernel = new Kernel(3, 3, binomial);
    return new ConvolveOp(kernel, ConvolveOp.EDGE_NO_OP, null).filter(image, null);
  }

  /** A sensor's noise: networks trained on photos expect some. */
  private static BufferedImage grain(BufferedImage image) {
    Random random = new Random(NOISE_SEED);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color c = new Color(image.getRGB(x, y));
        int n = (int) (random.nextGaussian() * 3);
        image.setRGB(
            x,
            y,
            new Color(clip(c.getRed() + n), clip(c.getGreen() + n), clip(c.getBlue() + n))
                .getRGB());
      }
    }
    return image;
  }

  private static int clip(int v) {
    return Math.clamp(v, 0, 255);
  }

  private static void write(BufferedImage image, Path to) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(to.toFile())) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(0.9f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
  }
}
