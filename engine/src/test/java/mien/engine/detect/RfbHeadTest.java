package mien.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.engine.model.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anchors by hand: 320 x 192 has 40 x 24, 20 x 12, 10 x 6 and 5 x 3 cells. */
class RfbHeadTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 192;
  private static final int PRIORS = 40 * 24 * 3 + 20 * 12 * 2 + 10 * 6 * 2 + 5 * 3 * 3;

  @Test
  void everyCellHasItsPriors() {
    assertThat(RfbHead.priors(WIDTH, HEIGHT)).isEqualTo(PRIORS);
    // The package's own graph is for 320 x 240 and has 4,420.
    assertThat(RfbHead.priors(320, 240)).isEqualTo(4420);
  }

  @ParameterizedTest
  @CsvSource({
    // row of the prior, center, side across, side down
    "0, 4, 4, 10, 10",
    "1, 4, 4, 16, 16",
    "125, 12, 12, 24, 24",
    "2880, 8, 8, 32, 32",
    "2881, 8, 8, 48, 48",
    "3361, 16, 16, 96, 96",
    "3486, 160, 32, 128, 128",
    // 256 does not fit the 192 rows and is cut to them, as the reference does
    "3482, 32, 32, 256, 192"
  })
  void aFaceIsReadFromItsPrior(int row, double x, double y, double across, double down) {
    float[] scores = new float[2 * PRIORS];
    float[] boxes = new float[4 * PRIORS];
    scores[2 * row + 1] = 0.9f;
    boxes[4 * row] = 1;
    boxes[4 * row + 1] = -2;
    boxes[4 * row + 2] = 0.5f;
    boxes[4 * row + 3] = -0.5f;
    List<Detection> found = head().decode(tensors(scores, boxes), WIDTH, HEIGHT, 0.5);
    assertThat(found).hasSize(1);
    Detection face = found.getFirst();
    assertThat(face.score()).isCloseTo(0.9, within(1e-6));
    assertThat(face.landmarks()).isEmpty();
    assertThat(face.box().center().x()).isCloseTo(x + 0.1 * across, within(1e-4));
    assertThat(face.box().center().y()).isCloseTo(y - 0.2 * down, within(1e-4));
    assertThat(face.box().width()).isCloseTo(across * Math.exp(0.1), within(1e-4));
    assertThat(face.box().height()).isCloseTo(down * Math.exp(-0.1), within(1e-4));
  }

  @Test
  void theScoreOfNoFaceIsNotTakenForOne() {
    float[] scores = new float[2 * PRIORS];
    scores[0] = 1;
    assertThat(head().decode(tensors(scores, new float[4 * PRIORS]), WIDTH, HEIGHT, 0.01))
        .isEmpty();
  }

  @Test
  void outputsOfAnotherSizeAreRefusedWithBothNumbers() {
    List<FloatTensor> tensors = tensors(new float[2 * PRIORS], new float[4 * PRIORS]);
    assertThatThrownBy(() -> RfbHead.discover(tensors, 320, 256))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("320 x 256")
        .hasMessageContaining("" + RfbHead.priors(320, 256));
  }

  private static RfbHead head() {
    return RfbHead.discover(tensors(new float[2 * PRIORS], new float[4 * PRIORS]), WIDTH, HEIGHT);
  }

  private static List<FloatTensor> tensors(float[] scores, float[] boxes) {
    return List.of(
        new FloatTensor("scores", List.of(1L, (long) PRIORS, 2L), scores),
        new FloatTensor("462", List.of(1L, (long) PRIORS, 4L), boxes));
  }
}
