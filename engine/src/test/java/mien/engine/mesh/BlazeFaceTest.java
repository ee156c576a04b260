package mien.engine.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import mien.core.face.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlazeFaceTest {

  private static final int SIZE = 128;

  @ParameterizedTest
  @CsvSource({
    // anchor, its center: two in each of 16 x 16 cells of 8 pixels, six in each of 8 x 8 of 16
    "272, 68, 68",
    "273, 68, 68",
    "274, 76, 68",
    "304, 68, 76",
    "728, 72, 72",
    "733, 72, 72",
    "734, 88, 72"
  })
  void aFaceIsReadFromItsAnchor(int anchor, double x, double y) {
    float[] values = new float[896 * 16];
    float[] logits = logits();
    face(values, anchor, 0, 0, 40);
    logits[anchor] = 2;
    BlazeFace.Found found = BlazeFace.decode(values, logits, SIZE);
    assertThat(found.score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
    assertThat(found.box().center().distanceTo(new Point(x, y))).isLessThan(1e-9);
    assertThat(found.box().width()).isCloseTo(40, within(1e-9));
    assertThat(found.imageLeftEye().distanceTo(new Point(x - 10, y - 6))).isLessThan(1e-9);
    assertThat(found.imageRightEye().distanceTo(new Point(x + 10, y - 5))).isLessThan(1e-9);
  }

  @Test
  void candidatesThatOverlapAreAveragedByTheirScores() {
    float[] values = new float[896 * 16];
    float[] logits = logits();
    face(values, 272, 0, 0, 40);
    face(values, 274, 0, 0, 40);
    logits[272] = 1;
    logits[274] = 1;
    assertThat(BlazeFace.decode(values, logits, SIZE).box().center()).isEqualTo(new Point(72, 68));
    // A surer one pulls; one far less sure does not count.
    logits[272] = 1.5f;
    assertThat(BlazeFace.decode(values, logits, SIZE).box().center().x()).isBetween(71.0, 72.0);
    logits[274] = 0;
    assertThat(BlazeFace.decode(values, logits, SIZE).box().center().x()).isEqualTo(68);
  }

  @Test
  void aSurerFaceAtTheEdgeIsANeighborsAndNotTheOneThatWasAskedFor() {
    float[] values = new float[896 * 16];
    float[] logits = logits();
    face(values, 272, 0, 0, 40);
    face(values, 0, 0, 0, 40);
    logits[272] = 0;
    logits[0] = 9;
    assertThat(BlazeFace.decode(values, logits, SIZE).box().center()).isEqualTo(new Point(68, 68));
  }

  private static float[] logits() {
    float[] logits = new float[896];
    Arrays.fill(logits, -50);
    return logits;
  }

  private static void face(float[] values, int anchor, float dx, float dy, float side) {
    float[] of = {dx, dy, side, side, -10, -6, 10, -5};
    System.arraycopy(of, 0, values, anchor * 16, of.length);
  }
}
