package mien.engine.assess;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import mien.engine.image.Photo;
import mien.engine.testing.Shared;

/** Photos for tests: real ones read by the JDK, and synthetic ones. */
final class TestPhotos {

  private TestPhotos() {}

  /** A photo of the common copy; skips the test where it is missing. */
  static Photo read(String name) {
    try {
      BufferedImage image = ImageIO.read(Shared.photo(name).toFile());
      int w = image.getWidth();
      int h = image.getHeight();
      int[] argb = image.getRGB(0, 0, w, h, null, 0, w);
      byte[] rgb = new byte[w * h * 3];
      for (int i = 0; i < argb.length; i++) {
        rgb[i * 3] = (byte) (argb[i] >> 16);
        rgb[i * 3 + 1] = (byte) (argb[i] >> 8);
        rgb[i * 3 + 2] = (byte) argb[i];
      }
      return Photo.ofRgb(w, h, rgb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a table of labels, without its head; fields split at commas outside quotes. */
  static List<String[]> table(String name) {
    Path path = Shared.photo(name);
    try (var lines = Files.lines(path)) {
      return lines
          .skip(1)
          .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Seeded noise of a given size. */
  static Photo noise(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * 3];
    new Random(seed).nextBytes(rgb);
    return Photo.ofRgb(width, height, rgb);
  }
}
