package mien.engine;

import static org.assertj.core.api.Assertions.assertThat;

import mien.engine.image.PhotoFormat;
import mien.engine.image.PhotoHeader;
import org.junit.jupiter.api.Test;

class SecondLookTest {

  private static final long MIB = 1 << 20;

  private static PhotoHeader photo(int width, int height, int orientation) {
    return new PhotoHeader(PhotoFormat.JPEG, width, height, orientation);
  }

  @Test
  void asksForWhatTheSmallestFaceNeedsWhereItHasRoom() {
    SecondLook look = SecondLook.of(photo(6000, 4000, 1), 0.7, 144 * MIB);
    assertThat(look.scale()).isEqualTo(0.7);
    assertThat(look.bytes()).isEqualTo(72_000_000);
  }

  @Test
  void countsTheStepOfTheCodecAndNoMore() {
    assertThat(SecondLook.of(photo(6000, 4000, 1), 0.25, 144 * MIB).bytes()).isEqualTo(18_000_000);
  }

  @Test
  void countsTheCopyThatTurningMakes() {
    assertThat(SecondLook.of(photo(4000, 6000, 6), 1, 144 * MIB).bytes()).isEqualTo(144_000_000);
  }

  @Test
  void takesTheLargestScaleThatHasRoomInsteadOfRefusing() {
    SecondLook look = SecondLook.of(photo(20_000, 10_000, 1), 0.9, 150_000_000);
    assertThat(look.scale()).isEqualTo(0.25);
    assertThat(look.bytes()).isEqualTo(150_000_000);
  }

  @Test
  void neverAsksForMoreThanIsNeeded() {
    assertThat(SecondLook.of(photo(20_000, 10_000, 1), 0.6, 600_000_000 - 1).scale())
        .isLessThanOrEqualTo(0.6);
  }
}
