package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mien.core.MienException;
import mien.engine.image.TestJpeg.Subsampling;
import org.junit.jupiter.api.Test;

/** Decoding that no one waits for ends between two rows. */
class CancellationTest {

  private static final PhotoDecoder PLAIN = new PhotoDecoder(PhotoLimits.DEFAULT, Codecs.plain());

  /** Counts how often it is asked, and says yes from a number on. */
  private static final class Asked {
    private final int patience;
    private int times;

    Asked(int patience) {
      this.patience = patience;
    }

    boolean cancelled() {
      return ++times > patience;
    }
  }

  private static Map<String, byte[]> files() {
    int side = 400;
    int[] samples = new int[side * side];
    Map<String, byte[]> files = new TreeMap<>();
    files.put("png", TestPng.of(side, side, 8, 0, false, samples));
    files.put("png interlaced", TestPng.of(side, side, 8, 0, true, samples));
    BufferedImage image = TestPicture.image(side, side, BufferedImage.TYPE_INT_RGB);
    files.put("jpeg progressive", TestJpeg.encode(image, new Subsampling(2, 2), true, 0.9f));
    files.put("jpeg", TestJpeg.encode(image, new Subsampling(2, 2), false, 0.9f));
    for (String format : new String[] {"gif", "bmp", "tiff"}) {
      files.put(format, SyntheticPhotos.write(image, format));
    }
    return files;
  }

  @Test
  void itIsAskedForManyTimesAndEndsAtTheNextOne() {
    files()
        .forEach(
            (name, file) -> {
              Asked never = new Asked(Integer.MAX_VALUE);
              Cancellation.during(never::cancelled, () -> PLAIN.decode(file, Integer.MAX_VALUE));
              assertThat(never.times).as(name).isGreaterThan(20);
              Asked soon = new Asked(never.times / 4);
              assertThatThrownBy(
                      () ->
                          Cancellation.during(
                              soon::cancelled, () -> PLAIN.decode(file, Integer.MAX_VALUE)))
                  .as(name)
                  .isInstanceOfSatisfying(
                      MienException.class,
                      e -> {
                        assertThat(e.code()).isEqualTo("busy.cancelled");
                        assertThat(e.blame()).isEqualTo(MienException.Blame.BUSY);
                      });
              // A reader of ImageIO hears of it at its next band of rows.
              assertThat(soon.times).as(name).isLessThan(never.times / 2 + 4);
            });
  }

  @Test
  void withoutAnyoneToAskWorkGoesOn() {
    byte[] file = files().get("png");
    assertThat(Optional.of(PLAIN.decode(file, 1)).get().displayedWidth()).isEqualTo(400);
    Cancellation.check();
  }
}
