package mien.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CosineSimilarityTest {

  @Test
  void knowsTheAnglesOfThePlane() {
    for (int degrees = 0; degrees < 360; degrees += 7) {
      double angle = Math.toRadians(degrees);
      Embedding x = Embedding.normalized(Vectors.MODEL, new float[] {1, 0});
      Embedding turned =
          Embedding.normalized(
              Vectors.MODEL, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
      assertThat(CosineSimilarity.between(x, turned)).isCloseTo(Math.cos(angle), within(1e-6));
    }
  }

  @Test
  void isSymmetricBoundedAndOneWithItself() {
    Random random = new Random(2);
    for (int trial = 0; trial < 300; trial++) {
      Embedding a = Vectors.embedding(random, 128);
      Embedding b = Vectors.embedding(random, 128);
      double ab = CosineSimilarity.between(a, b);
      assertThat(ab).isEqualTo(CosineSimilarity.between(b, a)).isBetween(-1.0, 1.0);
      assertThat(CosineSimilarity.between(a, a)).isCloseTo(1, within(1e-6)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void twoModelsDoNotCompare() {
    float[] values = {1, 0};
    Embedding a = Embedding.ofUnit(Vectors.MODEL, values);
    Embedding b = Embedding.ofUnit(new ModelId("other_model"), values);
    assertThatThrownBy(() -> CosineSimilarity.between(a, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test_model")
        .hasMessageContaining("other_model");
  }

  @Test
  void twoDimensionsDoNotCompare() {
    Embedding a = Embedding.ofUnit(Vectors.MODEL, new float[] {1, 0});
    Embedding b = Embedding.ofUnit(Vectors.MODEL, new float[] {1, 0, 0});
    assertThatThrownBy(() -> CosineSimilarity.between(a, b))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
