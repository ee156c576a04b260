package mien.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mien.core.face.Box;
import mien.core.face.Detection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonMaxSuppressionTest {

  @Test
  void theBetterOfTwoThatOverlapStays() {
    Detection good = face(0, 0, 100, 100, 0.9);
    Detection worse = face(10, 0, 110, 100, 0.8);
    Detection apart = face(200, 0, 300, 100, 0.6);
    assertThat(NonMaxSuppression.plain(0.4).apply(List.of(apart, worse, good)))
        .containsExactly(good, apart);
  }

  @Test
  void anOverlapOfExactlyTheThresholdDoesNotSuppress() {
    // 10 x 10 and 10 x 10, half shared: 50 / 150.
    List<Detection> pair = List.of(face(0, 0, 10, 10, 0.9), face(5, 0, 15, 10, 0.8));
    assertThat(NonMaxSuppression.plain(50.0 / 150).apply(pair)).hasSize(2);
    assertThat(NonMaxSuppression.plain(Math.nextDown(50.0 / 150)).apply(pair)).hasSize(1);
  }

  @Test
  void countingBothEndsMakesSmallBoxesOverlapMore() {
    // Plain: 2 / 6 = 0.33. With both end pixels: 3 * 2 / (3 * 3 + 3 * 3 - 3 * 2) = 0.5.
    List<Detection> pair = List.of(face(0, 0, 2, 2, 0.9), face(1, 0, 3, 2, 0.8));
    assertThat(NonMaxSuppression.plain(0.4).apply(pair)).hasSize(2);
    assertThat(NonMaxSuppression.pixel(0.4).apply(pair)).hasSize(1);
  }

  @Test
  void equalScoresKeepTheirOrder() {
    Detection first = face(0, 0, 10, 10, 0.7);
    Detection second = face(50, 0, 60, 10, 0.7);
    assertThat(NonMaxSuppression.plain(0.4).apply(List.of(first, second)))
        .containsExactly(first, second);
    assertThat(NonMaxSuppression.plain(0.4).apply(List.of(second, first)))
        .containsExactly(second, first);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.4, 0.7, 1})
  void equalsTheNaiveTwin(double threshold) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Detection> candidates = new ArrayList<>();
      int count = random.nextInt(80);
      for (int i = 0; i < count; i++) {
        double x = random.nextInt(60);
        double y = random.nextInt(60);
        // Coarse scores, so that ties occur; sides from 0, so that empty boxes occur.
        candidates.add(
            face(x, y, x + random.nextInt(30), y + random.nextInt(30), random.nextInt(20) / 20.0));
      }
      for (NonMaxSuppression rule :
          List.of(NonMaxSuppression.plain(threshold), NonMaxSuppression.pixel(threshold))) {
        assertThat(rule.apply(candidates)).isEqualTo(naive(candidates, threshold, rule.extent()));
      }
    }
  }

  @Test
  void refusesAThresholdThatIsNoShare() {
    assertThatThrownBy(() -> NonMaxSuppression.plain(1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> NonMaxSuppression.plain(Double.NaN)).hasMessageContaining("NaN");
  }

  /** As the reference is written: take the best that is left, strike out what overlaps it. */
  private static List<Detection> naive(
      List<Detection> candidates, double threshold, double extent) {
    List<Detection> left = new ArrayList<>(candidates);
    List<Detection> kept = new ArrayList<>();
    while (!left.isEmpty()) {
      int best = 0;
      for (int i = 1; i < left.size(); i++) {
        if (left.get(i).score() > left.get(best).score()) {
          best = i;
        }
      }
      Detection winner = left.remove(best);
      kept.add(winner);
      Box a = winner.box();
      left.removeIf(
          other -> {
            Box b = other.box();
            double w = Math.max(0, Math.min(a.x2(), b.x2()) - Math.max(a.x1(), b.x1()) + extent);
            double h = Math.max(0, Math.min(a.y2(), b.y2()) - Math.max(a.y1(), b.y1()) + extent);
            double areas =
                (a.x2() - a.x1() + extent) * (a.y2() - a.y1() + extent)
                    + (b.x2() - b.x1() + extent) * (b.y2() - b.y1() + extent);
            return w * h > 0 && w * h / (areas - w * h) > threshold;
          });
    }
    return kept;
  }

  private static Detection face(double x1, double y1, double x2, double y2, double score) {
    return new Detection(new Box(x1, y1, x2, y2), score, Optional.empty());
  }
}
