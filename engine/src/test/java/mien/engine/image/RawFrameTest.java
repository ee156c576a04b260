package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.core.MienException;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RawFrameTest {

  private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void oneByteTooFewIsRefusedAndJustEnoughIsAPhoto(PixelFormat format) {
    int bytes = (int) format.bytes(6, 5);
    Photo photo = DECODER.decode(RawFrame.of(format, 6, 5, new byte[bytes]));
    assertThat(photo.width()).isEqualTo(6);
    assertThat(photo.height()).isEqualTo(5);
    assertThatExceptionOfType(MienException.class)
        .isThrownBy(() -> RawFrame.of(format, 6, 5, new byte[bytes - 1]))
        .satisfies(e -> assertThat(e.code()).isEqualTo("photo.damaged"));
  }

  @Test
  void yuyvIsFullRangeBt601() {
    byte[] data = {
      76, 85, (byte) 150, (byte) 255
    }; // Y of pure red and of pure green; U and V of red
    Photo photo = DECODER.decode(RawFrame.of(PixelFormat.YUYV, 2, 1, data));
    assertThat(photo.red(0, 0)).isBetween(253, 255);
    assertThat(photo.green(0, 0)).isBetween(0, 1);
    assertThat(photo.blue(0, 0)).isBetween(0, 1);
  }

  @Test
  void y16KeepsItsSixteenBitsAndShowsItsTopEight() {
    byte[] data = {(byte) 0xFF, 0x03, 0x00, 0x02, 0x07, 0x00, 0x00, 0x00};
    RawFrame frame = RawFrame.of(PixelFormat.Y16, 2, 2, data);
    assertThat(frame.bitDepth()).isEqualTo(10);
    assertThat(frame.sample16(0, 0)).isEqualTo(1023);
    assertThat(frame.sample16(1, 0)).isEqualTo(512);
    Photo photo = DECODER.decode(frame);
    assertThat(photo.red(0, 0)).isEqualTo(255);
    assertThat(photo.red(1, 0)).isEqualTo(128);
    assertThat(photo.red(0, 1)).isEqualTo(1);
    RawFrame deep = RawFrame.y16(2, 2, 16, data);
    assertThat(DECODER.decode(deep).red(0, 0)).isEqualTo(3);
  }

  @Test
  void anOddNv21SharesItsLastChromaRowAndColumn() {
    // 3 x 3: nine Y, then one chroma row of three bytes of which V U are used.
    byte[] data = {76, 76, 76, 76, 76, 76, 76, 76, 76, (byte) 255, 85, 0};
    Photo photo = DECODER.decode(RawFrame.of(PixelFormat.NV21, 3, 3, data));
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        assertThat(photo.red(x, y)).isBetween(253, 255);
        assertThat(photo.blue(x, y)).isBetween(0, 1);
      }
    }
  }

  @Test
  void aFrameBeyondTheLimitsIsRefused() {
    PhotoDecoder small = new PhotoDecoder(new PhotoLimits(1000, 8, 100));
    RawFrame frame = RawFrame.of(PixelFormat.GRAY, 3, 3, new byte[9]);
    assertThatExceptionOfType(MienException.class)
        .isThrownBy(() -> small.decode(frame))
        .satisfies(e -> assertThat(e.code()).isEqualTo("photo.too-many-pixels"));
  }

  @Test
  void sharedFramesAreReadOrRefusedAsTheirTableSays() throws IOException {
    Path photos = Shared.photo("raw_frames.csv").getParent();
    List<String> rows = Files.readAllLines(photos.resolve("raw_frames.csv"));
    int read = 0;
    for (String row : rows.subList(1, rows.size())) {
      String[] f = row.split(",", -1);
      if (f[1].equals("JPEG") || f[1].equals("NV12")) {
        continue; // a photo; and a layout that no PixelFormat names
      }
      PixelFormat format = PixelFormat.valueOf(f[1].replace("GREY", "GRAY"));
      int w = Integer.parseInt(f[2]);
      int h = Integer.parseInt(f[3]);
      byte[] data = Files.readAllBytes(photos.resolve(f[0]));
      if (f[0].contains("short")) {
        assertThatExceptionOfType(MienException.class)
            .isThrownBy(() -> RawFrame.of(format, w, h, data));
        continue;
      }
      Photo photo = DECODER.decode(RawFrame.of(format, w, h, data));
      assertThat(photo.width()).isEqualTo(w);
      read++;
      if (!f[5].isEmpty()) {
        Photo reference =
            DECODER.decode(Files.readAllBytes(photos.resolve(f[5])), Integer.MAX_VALUE);
        // Measured: 1.9 for both; the reference was compressed after another conversion.
        assertThat(TestPicture.meanDifference(photo.toRgb(), reference.toRgb()))
            .as(f[0])
            .isLessThan(4);
      }
    }
    assertThat(read).isEqualTo(7);
    byte[] gray = grayOf(photos, "raw/yale_subject03_grey8.raw", PixelFormat.GRAY);
    for (String y16 :
        List.of("raw/yale_subject03_y16_10bit_le.raw", "raw/yale_subject03_y16_full_le.raw")) {
      assertThat(TestPicture.greatestDifference(gray, grayOf(photos, y16, PixelFormat.Y16)))
          .as(y16)
          .isLessThanOrEqualTo(1);
    }
  }

  private static byte[] grayOf(Path photos, String file, PixelFormat format) throws IOException {
    byte[] data = Files.readAllBytes(photos.resolve(file));
    return DECODER.decode(RawFrame.of(format, 320, 242, data)).toRgb();
  }
}
