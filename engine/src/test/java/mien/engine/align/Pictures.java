package mien.engine.align;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import mien.engine.image.Photo;

/** Pictures for the tests of alignment: drawn by arithmetic, or read as they are. */
public final class Pictures {

  private Pictures() {}

  /** The picture of {@code bench/golden/align.py}: waves that fade to black at the edge. */
  public static Photo synthetic(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 3;
        int edge = 10 * Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
        rgb[at] = (byte) Math.min(wave(2 * x + y, 97), edge);
        rgb[at + 1] = (byte) Math.min(wave(3 * y - x + 4000, 131), edge);
        rgb[at + 2] = (byte) Math.min(wave(x + y, 59), edge);
      }
    }
    return Photo.ofRgb(width, height, rgb);
  }

  private static int wave(int n, int period) {
    return Math.abs(n % (2 * period) - period) * 255 / period;
  }

  /** A PNG beside the test class. */
  public static Photo resource(Class<?> test, String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(name), name)) {
      return of(ImageIO.read(in));
    }
  }

  /** A JPEG or PNG file, without regard to its EXIF orientation. */
  public static Photo file(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return of(ImageIO.read(in));
    }
  }

  private static Photo of(BufferedImage image) {
    int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    byte[] rgb = new byte[argb.length * 3];
    for (int i = 0; i < argb.length; i++) {
      rgb[i * 3] = (byte) (argb[i] >> 16);
      rgb[i * 3 + 1] = (byte) (argb[i] >> 8);
      rgb[i * 3 + 2] = (byte) argb[i];
    }
    return Photo.ofRgb(image.getWidth(), image.getHeight(), rgb);
  }

  /** The largest difference of any two samples of two photos of one size. */
  public static int largestDifference(Photo one, Photo other) {
    byte[] a = one.toRgb();
    byte[] b = other.toRgb();
    int largest = a.length == b.length ? 0 : 256;
    for (int i = 0; i < a.length && i < b.length; i++) {
      largest = Math.max(largest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
    }
    return largest;
  }
}
