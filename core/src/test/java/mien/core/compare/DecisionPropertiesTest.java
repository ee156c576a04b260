package mien.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DecisionPropertiesTest {

  private static final int TRIES = 1000;
  private static final double THRESHOLD = 0.35;
  private static final ModelId MODEL = new ModelId("any");

  @Test
  @DisplayName("Feature: age-invariant-face-recognition, Property 6: L2 normalization invariant")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-6:L2-normalization-invariant")
  void l2NormIsOneWithinAMillionth() {
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      Embedding embedding = random(random);
      double sum = 0;
      for (float value : embedding.toArray()) {
        sum += (double) value * value;
      }
      assertThat(Math.sqrt(sum)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  @DisplayName(
      "Feature: age-invariant-face-recognition, Property 7: Cosine similarity range for unit vectors")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-7:Cosine-similarity-range-for-unit-vectors")
  void cosineIsWithinMinusOneAndOne() {
    Random random = new Random(2);
    for (int i = 0; i < TRIES; i++) {
      Embedding a = random(random);
      Embedding b = i % 3 == 0 ? a : i % 3 == 1 ? opposite(a) : random(random);
      assertThat(CosineSimilarity.between(a, b)).isBetween(-1.0, 1.0);
    }
  }

  @Test
  @DisplayName(
      "Feature: age-invariant-face-recognition, Property 8: Threshold classification consistency")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-8:Threshold-classification-consistency")
  void thresholdConsistency() {
    Random random = new Random(3);
    for (int i = 0; i < TRIES; i++) {
      double score = i == 0 ? THRESHOLD : random.nextDouble(-1, 1);
      ComparisonDecision decision = ComparisonDecision.of(score, THRESHOLD, List.of());
      if (score >= THRESHOLD) {
        assertThat(decision).isEqualTo(new ComparisonDecision.Same());
      } else {
        assertThat(decision).isEqualTo(new ComparisonDecision.Different());
      }
      double confidence = ComparisonDecision.confidence(score, THRESHOLD);
      assertThat(confidence).isEqualTo(Math.min(Math.abs(score - 0.35) / 0.65, 1), within(1e-12));
      assertThat(confidence).isBetween(0.0, 1.0);
    }
    assertThat(ComparisonDecision.of(Math.nextDown(THRESHOLD), THRESHOLD, List.of()))
        .isEqualTo(new ComparisonDecision.Different());
  }

  @Test
  void anyDoubtMakesItInconclusive() {
    Random random = new Random(4);
    Doubt.Kind[] kinds = Doubt.Kind.values();
    for (int i = 0; i < TRIES; i++) {
      List<Doubt> doubts = List.of(Doubt.of(kinds[random.nextInt(kinds.length)], 1));
      assertThat(ComparisonDecision.of(random.nextDouble(-1, 1), THRESHOLD, doubts))
          .isEqualTo(new ComparisonDecision.Inconclusive(doubts));
    }
  }

  private static Embedding random(Random random) {
    float[] values = new float[512];
    double scale = Math.pow(10, random.nextInt(-3, 4));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * scale);
    }
    return Embedding.normalized(MODEL, values);
  }

  private static Embedding opposite(Embedding embedding) {
    float[] values = embedding.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    return Embedding.normalized(MODEL, values);
  }
}
