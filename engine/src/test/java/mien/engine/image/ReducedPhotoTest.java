package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.engine.align.AlignedFace;
import mien.engine.align.FivePointAligner;
import org.junit.jupiter.api.Test;

/** A photo held at reduced scale gives the same aligned face as the whole one. */
class ReducedPhotoTest {

  /** A slope: red grows with x, green with y, by two levels a displayed pixel; all exact. */
  private static Photo slope(int reduction) {
    int side = 120 / reduction;
    byte[] rgb = new byte[side * side * 3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        // The mean of the displayed pixels that the held one covers.
        rgb[(y * side + x) * 3] = (byte) (2 * reduction * x + reduction - 1);
        rgb[(y * side + x) * 3 + 1] = (byte) (2 * reduction * y + reduction - 1);
      }
    }
    return Photo.wrap(side, side, 120, 120, rgb);
  }

  @Test
  void alignsAlikeAtEveryReduction() {
    Detection face =
        new Detection(
            new Box(35, 35, 85, 85),
            1,
            Optional.of(
                Landmarks5.of(
                    List.of(
                        new Point(49, 52),
                        new Point(67, 54),
                        new Point(58, 63),
                        new Point(50, 72),
                        new Point(65, 74)))));
    FivePointAligner aligner = new FivePointAligner(112);
    AlignedFace whole = aligner.align(slope(1), face);
    for (int reduction : new int[] {2, 4, 8}) {
      AlignedFace reduced = aligner.align(slope(reduction), face);
      long difference = 0;
      int largest = 0;
      for (int y = 0; y < 112; y++) {
        for (int x = 0; x < 112; x++) {
          int red = reduced.picture().red(x, y) - whole.picture().red(x, y);
          int green = reduced.picture().green(x, y) - whole.picture().green(x, y);
          difference += red + green;
          largest = Math.max(largest, Math.max(Math.abs(red), Math.abs(green)));
        }
      }
      // The warp rounds places to 1/32 held pixel: at 1/8, 1/64 of a pixel is 0.25 levels. A
      // missing
      // half-pixel shift would be 7 levels there.
      assertThat(largest).isLessThanOrEqualTo(1);
      assertThat(difference / (112.0 * 112 * 2)).isCloseTo(0, within(0.25));
    }
  }

  @Test
  void heldPixelsAreNamedByTheirCenters() {
    Photo photo = slope(4);
    assertThat(photo.toHeld().apply(new Point(1.5, 5.5)))
        .satisfies(p -> assertThat(p.distanceTo(new Point(0, 1))).isLessThan(1e-12));
  }
}
