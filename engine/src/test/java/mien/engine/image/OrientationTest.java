package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

  /** Where EXIF 2.32 (tag 0x0112) puts row 0 and column 0 of what is stored. */
  private static int[] displayed(int orientation, int x, int y, int w, int h) {
    return switch (orientation) {
      case 1 -> new int[] {x, y};
      case 2 -> new int[] {w - 1 - x, y};
      case 3 -> new int[] {w - 1 - x, h - 1 - y};
      case 4 -> new int[] {x, h - 1 - y};
      case 5 -> new int[] {y, x};
      case 6 -> new int[] {h - 1 - y, x};
      case 7 -> new int[] {h - 1 - y, w - 1 - x};
      default -> new int[] {y, w - 1 - x};
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyStoredPixelGoesWhereExifSays(int orientation) {
    int[][] sizes = {{1, 1}, {1, 7}, {7, 1}, {33, 65}, {64, 32}, {101, 67}};
    for (int[] size : sizes) {
      int w = size[0];
      int h = size[1];
      Pixels stored = new Pixels(w, h, TestPicture.rgb(w, h));
      Pixels upright = Orientation.upright(stored, orientation);
      boolean swap = orientation >= 5;
      assertThat(upright.width()).isEqualTo(swap ? h : w);
      assertThat(upright.height()).isEqualTo(swap ? w : h);
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          int[] to = displayed(orientation, x, y, w, h);
          for (int c = 0; c < 3; c++) {
            assertThat(upright.rgb()[(to[1] * upright.width() + to[0]) * 3 + c])
                .isEqualTo(stored.rgb()[(y * w + x) * 3 + c]);
          }
        }
      }
    }
  }
}
