package mien.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.engine.model.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetinaFaceHeadTest {

  /** Widths and heights that differ, and that 32 does not divide: maps are rounded up. */
  @ParameterizedTest
  @CsvSource({"640, 608", "608, 640", "333, 217", "217, 333", "33, 31", "840, 650"})
  void everyPriorSitsWhereTheReferencePutsIt(int width, int height) {
    Random random = new Random(width);
    double[][] priors = referencePriors(width, height);
    int n = priors.length;
    assertThat(RetinaFaceHead.priors(width, height)).isEqualTo(n);
    float[] loc = noise(random, n * 4);
    float[] conf = new float[n * 2];
    float[] landms = noise(random, n * 10);
    for (int i = 0; i < n; i++) {
      conf[i * 2 + 1] = random.nextInt(20) == 0 ? 0.9f : 0.1f;
      conf[i * 2] = 1 - conf[i * 2 + 1];
    }
    List<FloatTensor> tensors =
        new ArrayList<>(
            List.of(
                new FloatTensor("loc", List.of(1L, (long) n, 4L), loc),
                new FloatTensor("conf", List.of(1L, (long) n, 2L), conf),
                new FloatTensor("landms", List.of(1L, (long) n, 10L), landms)));
    Collections.shuffle(tensors, random);

    List<Detection> found =
        RetinaFaceHead.discover(tensors, width, height).decode(tensors, width, height, 0.5);

    int next = 0;
    for (int i = 0; i < n; i++) {
      if (conf[i * 2 + 1] < 0.5) {
        continue;
      }
      // As UniFace decodes: fractions of the picture, multiplied by its sides at the end.
      double[] p = priors[i];
      double cx = p[0] + loc[i * 4] * 0.1 * p[2];
      double cy = p[1] + loc[i * 4 + 1] * 0.1 * p[3];
      double w = p[2] * Math.exp(loc[i * 4 + 2] * 0.2);
      double h = p[3] * Math.exp(loc[i * 4 + 3] * 0.2);
      Detection face = found.get(next++);
      assertThat(face.box().x1()).isCloseTo((cx - w / 2) * width, within(1e-6));
      assertThat(face.box().y1()).isCloseTo((cy - h / 2) * height, within(1e-6));
      assertThat(face.box().x2()).isCloseTo((cx + w / 2) * width, within(1e-6));
      assertThat(face.box().y2()).isCloseTo((cy + h / 2) * height, within(1e-6));
      assertThat(face.landmarks().orElseThrow().nose().x())
          .isCloseTo((p[0] + landms[i * 10 + 4] * 0.1 * p[2]) * width, within(1e-6));
      assertThat(face.landmarks().orElseThrow().nose().y())
          .isCloseTo((p[1] + landms[i * 10 + 5] * 0.1 * p[3]) * height, within(1e-6));
    }
    assertThat(found).hasSize(next).isNotEmpty();
  }

  @Test
  void outputsOfAnotherSizeAreRefused() {
    List<FloatTensor> tensors =
        List.of(
            new FloatTensor("loc", List.of(1L, 10L, 4L), new float[40]),
            new FloatTensor("conf", List.of(1L, 10L, 2L), new float[20]),
            new FloatTensor("landms", List.of(1L, 10L, 10L), new float[100]));
    assertThatThrownBy(() -> RetinaFaceHead.discover(tensors, 64, 64))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("64 x 64 has 168 rows");
  }

  @Test
  void scoresBeforeTheSoftmaxAreRefused() {
    List<FloatTensor> tensors =
        List.of(
            new FloatTensor("loc", List.of(1L, 168L, 4L), new float[168 * 4]),
            new FloatTensor("conf", List.of(1L, 168L, 2L), new float[168 * 2]),
            new FloatTensor("landms", List.of(1L, 168L, 10L), new float[168 * 10]));
    assertThatThrownBy(() -> RetinaFaceHead.discover(tensors, 64, 64))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("add up to 1");
  }

  /** Center and sides as fractions of the picture, as the training code lists them. */
  private static double[][] referencePriors(int width, int height) {
    int[] steps = {8, 16, 32};
    int[][] sizes = {{16, 32}, {64, 128}, {256, 512}};
    List<double[]> priors = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < (height + steps[k] - 1) / steps[k]; i++) {
        for (int j = 0; j < (width + steps[k] - 1) / steps[k]; j++) {
          for (int size : sizes[k]) {
            priors.add(
                new double[] {
                  (j + 0.5) * steps[k] / width,
                  (i + 0.5) * steps[k] / height,
                  (double) size / width,
                  (double) size / height
                });
          }
        }
      }
    }
    return priors.toArray(double[][]::new);
  }

  private static float[] noise(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
