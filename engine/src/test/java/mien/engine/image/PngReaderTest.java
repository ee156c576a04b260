package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import mien.core.MienException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngReaderTest {

  private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);

  /** What one pixel must become, from the PNG specification, in floating point. */
  private static int expected(int bits, int color, int[] s, int at, int channel) {
    double most = (1 << bits) - 1;
    int channels = TestPng.channels(color);
    if (color == 3) {
      return TestPng.palette()[s[at] * 3 + channel] & 0xff;
    }
    int sample = s[at + (channels >= 3 ? channel : 0)];
    double level = bits == 16 ? sample >> 8 : 255 * sample / most;
    if (channels == 2 || channels == 4) {
      double alpha = (bits == 16 ? s[at + channels - 1] >> 8 : s[at + channels - 1]) / 255.0;
      level = level * alpha + 255 * (1 - alpha);
    }
    return (int) Math.round(level);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0", "2,0", "4,0", "8,0", "16,0", "8,2", "16,2", "1,3", "2,3", "4,3", "8,3", "8,4", "16,4",
    "8,6", "16,6"
  })
  void everyKindAndEveryFilterGivesTheSamplesThatWereWritten(int bits, int color) {
    Random random = new Random(7);
    int[][] sizes = {{1, 1}, {2, 9}, {9, 2}, {5, 5}, {31, 18}, {64, 33}};
    for (int[] size : sizes) {
      int channels = TestPng.channels(color);
      int[] samples = random.ints((long) size[0] * size[1] * channels, 0, 1 << bits).toArray();
      for (boolean interlaced : new boolean[] {false, true}) {
        byte[] png = TestPng.of(size[0], size[1], bits, color, interlaced, samples);
        byte[] rgb = DECODER.decode(png, Integer.MAX_VALUE).toRgb();
        for (int i = 0; i < size[0] * size[1]; i++) {
          for (int c = 0; c < 3; c++) {
            assertThat(rgb[i * 3 + c] & 0xff)
                .as("pixel %d of %d x %d, interlaced %s", i, size[0], size[1], interlaced)
                .isEqualTo(expected(bits, color, samples, i * channels, c));
          }
        }
      }
    }
  }

  @Test
  void theTransparentColorAndTranslucentPaletteEntriesLieOverWhite() {
    int[] samples = {0, 1, 2, 3};
    byte[] data = TestPng.data(4, 1, 8, 3, false, samples);
    byte[] png =
        new TestPng(4, 1, 8, 3, false)
            .chunk("PLTE", new byte[] {0, 0, 0, 100, 100, 100, 10, 20, 30, 40, 50, 60})
            .chunk("tRNS", new byte[] {0, (byte) 128})
            .chunk("IDAT", data)
            .end();
    assertThat(DECODER.decode(png, 10).toRgb())
        .containsExactly(255, 255, 255, 177, 177, 177, 10, 20, 30, 40, 50, 60);
    byte[] gray =
        new TestPng(4, 1, 8, 0, false)
            .chunk("tRNS", new byte[] {0, 2})
            .chunk("IDAT", TestPng.data(4, 1, 8, 0, false, samples))
            .end();
    assertThat(DECODER.decode(gray, 10).toRgb())
        .containsExactly(0, 0, 0, 1, 1, 1, 255, 255, 255, 3, 3, 3);
  }

  @Test
  void aSmallerPictureIsTheAverageOfSquares() {
    int[] samples = new Random(3).ints(50 * 30 * 3, 0, 256).toArray();
    byte[] png = TestPng.of(50, 30, 8, 2, false, samples);
    Photo photo = DECODER.decode(png, 16);
    assertThat(photo.width()).isEqualTo(17); // 50 / 3, rounded up
    assertThat(photo.height()).isEqualTo(10);
    assertThat(photo.displayedWidth()).isEqualTo(50);
    int sum = 0;
    for (int y = 3; y < 6; y++) {
      for (int x = 6; x < 9; x++) {
        sum += samples[(y * 50 + x) * 3 + 1];
      }
    }
    assertThat(photo.green(2, 1)).isEqualTo((int) Math.round(sum / 9.0));
  }

  @Test
  void aTextThatInflatesToGigabytesCostsNothing() {
    byte[] bomb = TestPng.deflate(new byte[30_000_000]);
    byte[] text = new byte[bomb.length + 3];
    text[0] = 'k';
    System.arraycopy(bomb, 0, text, 3, bomb.length);
    byte[] profile = text.clone();
    byte[] png =
        new TestPng(2, 1, 8, 0, false)
            .chunk("zTXt", text)
            .chunk("iCCP", profile)
            .chunk("IDAT", TestPng.data(2, 1, 8, 0, false, new int[] {5, 250}))
            .end();
    assertThat(DECODER.decode(png, 10).toRgb()).containsExactly(5, 5, 5, 250, 250, 250);
  }

  @Test
  void aFileThatIsCutOffGivesItsFirstRowsAndWhite() {
    int[] samples = new Random(3).ints(64 * 64, 1, 200).toArray();
    byte[] whole = TestPng.of(64, 64, 8, 0, false, samples);
    Photo photo = DECODER.decode(Arrays.copyOf(whole, whole.length / 2), 64);
    assertThat(photo.red(0, 0)).isEqualTo(samples[0]);
    assertThat(photo.red(63, 63)).isEqualTo(255);
  }

  @Test
  void oneWithoutAnyRowIsRefused() {
    byte[] png = new TestPng(4, 4, 8, 0, false).chunk("IDAT", new byte[] {1, 2, 3, 4, 5}).end();
    assertThatExceptionOfType(MienException.class)
        .isThrownBy(() -> DECODER.decode(png, 4))
        .satisfies(e -> assertThat(e.code()).isEqualTo("photo.damaged"));
  }
}
