package mien.core.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hand-made JPEGs of gray blocks: two bits a block, so that every count can be checked by hand. */
class JpegCompletenessTest {

  /** Gray, {@code 8 * blocks} x 8; both tables have one code, a 0 bit, for symbol 0. */
  private static byte[] jpeg(int blocks, int dataBytes, boolean end) {
    return jpeg(blocks, 1, dataBytes, end);
  }

  private static byte[] jpeg(int blocks, int rows, int dataBytes, boolean end) {
    ByteSink out = new ByteSink(200 + dataBytes);
    int width = 8 * blocks;
    out.put(0xFF, 0xD8);
    out.put(0xFF, 0xC0, 0, 11, 8, 0, 8 * rows, width >> 8, width, 1, 1, 0x11, 0);
    for (int table : new int[] {0x00, 0x10}) {
      out.put(0xFF, 0xC4, 0, 20, table, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    out.put(0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0);
    for (int i = 0; i < dataBytes; i++) {
      out.put(0);
    }
    return end ? out.put(0xFF, 0xD9).toArray() : out.toArray();
  }

  @Test
  void fourBlocksAByteAreNeeded() {
    for (int blocks = 1; blocks < 200; blocks++) {
      int needed = Math.ceilDiv(blocks, 4);
      assertThat(JpegCompleteness.isComplete(jpeg(blocks, needed, true))).isTrue();
      assertThat(JpegCompleteness.isComplete(jpeg(blocks, needed, false))).isTrue();
      assertThat(JpegCompleteness.isComplete(jpeg(blocks, needed - 1, true))).isFalse();
      assertThat(JpegCompleteness.isComplete(jpeg(blocks, needed - 1, false))).isFalse();
    }
  }

  @Test
  void bytesTooManyAreHarmlessUnlessTheEndIsMissing() {
    assertThat(JpegCompleteness.isComplete(jpeg(40, 500, true))).isTrue();
    // A download that was made room for and never came.
    assertThat(JpegCompleteness.isComplete(jpeg(40, 500, false))).isFalse();
    byte[] file = jpeg(40, 10, true);
    assertThat(JpegCompleteness.isComplete(Arrays.copyOf(file, file.length + 1000))).isTrue();
    assertThat(JpegCompleteness.hasEnd(file, 0, file.length)).isTrue();
    assertThat(JpegCompleteness.hasEnd(file, 0, file.length - 2)).isFalse();
  }

  @Test
  void whatIsMissingIsCountedInRows() {
    // Four blocks a row, and so a byte a row.
    for (int there = 0; there < 20; there++) {
      for (boolean end : new boolean[] {false, true}) {
        byte[] file = jpeg(4, 20, there, end);
        assertThat(JpegCompleteness.of(file, 0, file.length))
            .isEqualTo(new PhotoIntegrity.Cut(100 - 5 * there));
      }
    }
    byte[] whole = jpeg(4, 20, 20, true);
    assertThat(JpegCompleteness.of(whole, 0, whole.length)).isEqualTo(new PhotoIntegrity.Whole());
    byte[] last = jpeg(4, 20, 20, false);
    assertThat(JpegCompleteness.of(last, 0, last.length)).isEqualTo(new PhotoIntegrity.Whole());
  }

  @Test
  void bitsThatAreNoCodeAreDamage() {
    byte[] file = jpeg(40, 10, true);
    file[file.length - 7] = 0x55;
    assertThat(JpegCompleteness.of(file, 0, file.length)).isEqualTo(new PhotoIntegrity.Damaged());
  }

  @Test
  void anyBytesHaveAnAnswer() {
    Random random = new Random(17);
    byte[] file = jpeg(100, 25, true);
    int whole = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = Arrays.copyOf(file, random.nextInt(file.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && broken.length > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      whole += JpegCompleteness.isComplete(broken) ? 1 : 0;
    }
    assertThat(whole).isBetween(1, 5000);
  }

  @Test
  void aBlockOfOurOwnSaysTheOrientationAndNothingElse() {
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] block = ExifOrientation.block(orientation);
      assertThat(ExifOrientation.of(block, 0, block.length)).isEqualTo(orientation);
    }
    assertThat(ExifOrientation.of(new byte[3], 0, 3)).isEqualTo(1);
    assertThat(ExifOrientation.of(ExifOrientation.block(9), 0, 26)).isEqualTo(1);
    // The check value of CRC-32.
    assertThat(PngMetadata.checksum(new ByteSink(9).ascii("123456789").toArray()))
        .isEqualTo(0xCBF43926);
  }
}
