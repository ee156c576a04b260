package mien.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mien.core.face.Point;
import org.junit.jupiter.api.Test;

class DlibTemplateTest {

  /** By hand from dlib's mean face: (0.25 + p) / 1.5 * 150. */
  @Test
  void theChipOfTheRecognizerHasAQuarterOfTheFaceAroundIt() {
    FaceTemplate chip = FaceTemplate.dlib(150, 0.25);
    assertThat(chip.size()).isEqualTo(150);
    near(chip.points().get(0), 47.5492, 46.5990);
    near(chip.points().get(1), 100.4761, 46.5990);
    near(chip.points().get(2), 74.0127, 76.5625);
    near(chip.points().get(3), 50.4149, 103.0233);
    near(chip.points().get(4), 97.6104, 103.0233);
  }

  @Test
  void withoutPaddingTheMeanFaceFillsTheChip() {
    near(FaceTemplate.dlib(100, 0).points().get(2), 49.0127, 51.5625);
  }

  private static void near(Point point, double x, double y) {
    assertThat(point.x()).isCloseTo(x, within(1e-3));
    assertThat(point.y()).isCloseTo(y, within(1e-3));
  }
}
