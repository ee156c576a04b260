package mien.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

  @Test
  void normalizedVectorsHaveUnitLengthAndTheSameDirection() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      float[] raw = Vectors.gaussian(random, 1 + random.nextInt(600));
      double zoom = Math.pow(10, random.nextInt(9) - 4);
      for (int i = 0; i < raw.length; i++) {
        raw[i] *= (float) zoom;
      }
      Embedding e = Embedding.normalized(Vectors.MODEL, raw);
      double sum = 0;
      double dot = 0;
      double length = 0;
      for (int i = 0; i < raw.length; i++) {
        sum += (double) e.value(i) * e.value(i);
        dot += (double) e.value(i) * raw[i];
        length += (double) raw[i] * raw[i];
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
      assertThat(dot / Math.sqrt(length)).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY, 1e-20f})
  void aVectorWithoutADirectionIsRefused(float value) {
    assertThatThrownBy(() -> Embedding.normalized(Vectors.MODEL, new float[] {value, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStoredVectorMustHaveUnitLength() {
    assertThat(Embedding.ofUnit(Vectors.MODEL, new float[] {0.6f, 0.8f}).dimension()).isEqualTo(2);
    assertThatThrownBy(() -> Embedding.ofUnit(Vectors.MODEL, new float[] {0.6f, 0.81f}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Embedding.ofUnit(Vectors.MODEL, new float[] {Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itIsItsOwnCopy() {
    float[] unit = {1, 0};
    Embedding e = Embedding.ofUnit(Vectors.MODEL, unit);
    unit[0] = 5;
    e.toArray()[1] = 5;
    assertThat(e.toArray()).containsExactly(1, 0);
  }

  @Test
  void equalMeansSameModelAndSameValues() {
    Embedding e = Embedding.ofUnit(Vectors.MODEL, new float[] {1, 0});
    assertThat(e).isEqualTo(Embedding.ofUnit(Vectors.MODEL, new float[] {1, 0}));
    assertThat(e).hasSameHashCodeAs(Embedding.ofUnit(Vectors.MODEL, new float[] {1, 0}));
    assertThat(e).isNotEqualTo(Embedding.ofUnit(new ModelId("other"), new float[] {1, 0}));
    assertThat(e).isNotEqualTo(Embedding.ofUnit(Vectors.MODEL, new float[] {0, 1}));
  }

  @Test
  void itsNameNeverShowsTheValues() {
    assertThat(Embedding.ofUnit(Vectors.MODEL, new float[] {1, 0}))
        .hasToString("Embedding[test_model, 2]");
  }
}
