package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import mien.core.face.Box;
import org.junit.jupiter.api.Test;

/** What leaves is the part that was asked for, in pixels alone. */
class JpegCropTest {

  private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);

  /** Red on the left, blue on the right, 200 x 100. */
  private static Photo twoHalves() {
    byte[] rgb = new byte[200 * 100 * 3];
    for (int i = 0; i < 200 * 100; i++) {
      rgb[3 * i + (i % 200 < 100 ? 0 : 2)] = (byte) 255;
    }
    return Photo.ofRgb(200, 100, rgb);
  }

  @Test
  void onlyThePartIsInThere() {
    Photo crop = decoded(JpegCrop.of(twoHalves(), new Box(110.2, 10, 170, 50), 512));
    assertThat(crop.width()).isEqualTo(60);
    assertThat(crop.height()).isEqualTo(40);
    for (int x = 0; x < crop.width(); x++) {
      assertThat(crop.red(x, 20)).isLessThan(20);
      assertThat(crop.blue(x, 20)).isGreaterThan(235);
    }
  }

  @Test
  void itIsReducedToTheSideAskedForAndNeverEnlarged() {
    Photo crop = decoded(JpegCrop.of(twoHalves(), new Box(0, 0, 200, 100), 50));
    assertThat(crop.width()).isEqualTo(50);
    assertThat(crop.height()).isEqualTo(25);
  }

  @Test
  void whatReachesOutsideIsLeftAwayAndNothingAtAllIsRefused() {
    Photo crop = decoded(JpegCrop.of(twoHalves(), new Box(-40, -40, 30, 20), 512));
    assertThat(crop.width()).isEqualTo(30);
    assertThat(crop.height()).isEqualTo(20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JpegCrop.of(twoHalves(), new Box(300, 0, 400, 50), 512));
  }

  @Test
  void aPhotoHeldSmallIsCutInDisplayedPixels() {
    Photo half = Photo.wrap(200, 100, 400, 200, twoHalves().toRgb());
    Photo crop = decoded(JpegCrop.of(half, new Box(220, 20, 340, 100), 512));
    assertThat(crop.width()).isEqualTo(60);
    assertThat(crop.blue(30, 20)).isGreaterThan(235);
  }

  @Test
  void thereIsNoSegmentButWhatPixelsNeed() {
    byte[] file = JpegCrop.of(twoHalves(), new Box(0, 0, 200, 100), 512);
    int at = 2;
    while ((file[at + 1] & 0xff) != 0xda) {
      int marker = file[at + 1] & 0xff;
      // JFIF, tables, frame: no other application segment and no comment.
      assertThat(marker).isIn(0xe0, 0xdb, 0xc4, 0xc0);
      at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
    }
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "http", "ICC");
  }

  private static Photo decoded(byte[] file) {
    return DECODER.decode(file, Integer.MAX_VALUE);
  }
}
