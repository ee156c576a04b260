package mien.engine.model;

import static mien.engine.image.ChannelOrder.RGB;

import java.nio.FloatBuffer;
import java.util.List;
import mien.engine.image.Normalization;

/**
 * The picture that every network is shown when it is loaded: ramps and chequers made of whole
 * numbers, no face, the same on every machine. It passes through the card's color order, means and
 * divisor, so a slip in any of them changes the golden output too.
 */
final class SyntheticInput {

  private SyntheticInput() {}

  /**
   * The sample, 0 to 255, of color {@code rgb} (0 red, 1 green, 2 blue) in picture {@code n}. The
   * first picture has ramps and chequers; the others, for networks that say little about one
   * picture, a dark bar of {@code 2 n - 1} rows on a light ground.
   */
  static int sample(int n, int rgb, int y, int x, int height) {
    if (n > 0) {
      return Math.abs(y - height / 2) < n ? 40 : 180;
    }
    int ramp = x * (3 + rgb) + y * (5 - rgb);
    int chequer = ((x >> 3) + (y >> 2)) % 3 * (60 + 20 * rgb);
    return (ramp + chequer) & 255;
  }

  /** Fills a tensor of shape (N, 3, height, width), or (N, 1, height, width) with green alone. */
  static void fill(List<Long> shape, Normalization normalization, FloatBuffer into) {
    int height = Math.toIntExact(shape.get(2));
    int width = Math.toIntExact(shape.get(3));
    for (int n = 0; n < shape.get(0); n++) {
      for (int plane = 0; plane < shape.get(1); plane++) {
        int rgb = shape.get(1) == 1 ? 1 : normalization.order() == RGB ? plane : 2 - plane;
        float mean = mean(normalization, plane);
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            into.put((sample(n, rgb, y, x, height) - mean) / normalization.divisor());
          }
        }
      }
    }
  }

  private static float mean(Normalization normalization, int plane) {
    return switch (plane) {
      case 0 -> normalization.mean0();
      case 1 -> normalization.mean1();
      default -> normalization.mean2();
    };
  }
}
