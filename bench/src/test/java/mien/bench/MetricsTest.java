package mien.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import mien.bench.metrics.DetectionScore;
import mien.bench.metrics.DetectionScore.Truth;
import mien.bench.metrics.ImpostorScores;
import mien.bench.metrics.LandmarkError;
import mien.bench.metrics.Proportion;
import mien.bench.metrics.Reliability;
import mien.bench.metrics.Sample;
import mien.bench.metrics.Trend;
import mien.bench.metrics.TwoClasses;
import mien.bench.metrics.Verification;
import mien.bench.metrics.Verification.Pair;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks68;
import mien.core.face.Point3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every measure on small inputs whose answer is known by hand or from a published table. */
class MetricsTest {

  @ParameterizedTest
  // Bounds as R's binom.test(k, n) prints them; 0 of n and n of n one-sided, 1 - 0.05^(1/n).
  @CsvSource({
    "5, 10, 0.1870860, 0.8129140",
    "1, 100, 0.0002531460, 0.05445940",
    "98, 100, 0.9296163, 0.9975686",
    "0, 20, 0, 0.1391083",
    "0, 1000, 0, 0.002991249"
  })
  void the_bounds_of_a_proportion_are_clopper_and_pearsons(
      long successes, long trials, double lower, double upper) {
    Proportion found = new Proportion(successes, trials);
    assertThat(found.lower()).isCloseTo(lower, within(1e-6));
    assertThat(found.upper()).isCloseTo(upper, within(1e-6));
  }

  @Test
  void nothing_tried_says_nothing() {
    Proportion none = new Proportion(0, 0);
    assertThat(none.rate()).isNaN();
    assertThat(none.lower()).isZero();
    assertThat(none.upper()).isOne();
    assertThatThrownBy(() -> new Proportion(2, 1)).hasMessageContaining("2 of 1");
  }

  @Test
  void a_verifier_that_separates_is_perfect() {
    Verification found =
        new Verification(
            List.of(
                new Pair(0.9, true, 1),
                new Pair(0.8, true, 2),
                new Pair(0.2, false, 1),
                new Pair(0.1, false, 2)));
    assertThat(found.area()).isEqualTo(1);
    assertThat(found.equalErrorRate()).isZero();
    assertThat(found.foldAccuracies()).containsExactly(1.0, 1.0);
    assertThat(found.atFalseMatchRate(0).threshold()).isEqualTo(0.8);
    assertThat(found.atFalseMatchRate(0).trueMatches().rate()).isEqualTo(1);
    assertThat(found.at(0.15).falseMatches()).isEqualTo(new Proportion(1, 2));
    assertThat(found.at(0.85).falseNonMatches()).isEqualTo(new Proportion(1, 2));
  }

  @Test
  void the_area_is_the_share_of_pairs_of_pairs_in_order() {
    // same 0.9 0.6 0.4, different 0.7 0.5 0.4: of 9, 3 + 2 + 0 in order and one tie.
    Verification found =
        new Verification(
            List.of(
                new Pair(0.9, true, 0),
                new Pair(0.6, true, 0),
                new Pair(0.4, true, 0),
                new Pair(0.7, false, 0),
                new Pair(0.5, false, 0),
                new Pair(0.4, false, 0)));
    assertThat(found.area()).isCloseTo(5.5 / 9, within(1e-12));
    assertThat(found.atFalseMatchRate(0.34).trueMatches()).isEqualTo(new Proportion(2, 3));
    assertThat(found.equalErrorRate()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void a_fold_is_judged_at_the_threshold_of_the_others() {
    // Fold 1 alone would choose a threshold between 0.3 and 0.1; fold 2 chooses 0.7 by its pairs.
    Verification found =
        new Verification(
            List.of(
                new Pair(0.3, true, 1),
                new Pair(0.1, false, 1),
                new Pair(0.8, true, 2),
                new Pair(0.6, false, 2)));
    assertThat(found.foldAccuracies()).containsExactly(0.5, 0.5);
  }

  private static Detection seen(double x, double score) {
    return new Detection(new Box(x, 0, x + 10, 10), score, Optional.empty());
  }

  private static Truth face(double x, boolean ignore) {
    return new Truth(new Box(x, 0, x + 10, 10), ignore, 0.5);
  }

  @Test
  void average_precision_is_the_area_under_the_envelope() {
    // Right, wrong, right over two faces: precision 1, 1/2, 2/3 at recall 1/2, 1/2, 1.
    DetectionScore score =
        new DetectionScore()
            .add(
                List.of(seen(0, 0.9), seen(500, 0.8), seen(100, 0.7)),
                List.of(face(1, false), face(101, false)));
    assertThat(score.averagePrecision()).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-12));
    assertThat(score.recall(0.75, _ -> true)).isEqualTo(new Proportion(1, 2));
    assertThat(score.recall(0, height -> height > 10)).isEqualTo(new Proportion(0, 0));
    assertThat(score.falseAlarms(0.5)).isOne();
    assertThat(score.falseAlarms(0.85)).isZero();
  }

  @Test
  void ignored_faces_count_neither_way_and_doubles_are_false_alarms() {
    DetectionScore score =
        new DetectionScore()
            .add(
                List.of(seen(0, 0.9), seen(1, 0.8), seen(200, 0.7)),
                List.of(face(0, false), face(200, true)));
    assertThat(score.faces()).isOne();
    assertThat(score.falseAlarms(0)).isOne();
    assertThat(score.averagePrecision()).isEqualTo(1);
  }

  @Test
  void a_missed_face_lowers_the_area() {
    DetectionScore score =
        new DetectionScore().add(List.of(seen(0, 0.9)), List.of(face(0, false), face(100, false)));
    assertThat(score.averagePrecision()).isEqualTo(0.5);
    assertThat(new DetectionScore().add(List.of(), List.of(face(0, false))).averagePrecision())
        .isZero();
  }

  @Test
  void a_sample_has_the_usual_numbers() {
    Sample sample = Sample.of(List.of(-3.0, 1.0, 2.0, 4.0));
    assertThat(sample.mean()).isEqualTo(1);
    assertThat(sample.meanAbsolute()).isEqualTo(2.5);
    assertThat(sample.median()).isEqualTo(1.5);
    assertThat(sample.quantile(1)).isEqualTo(4);
    assertThat(sample.deviation()).isCloseTo(Math.sqrt(26.0 / 3), within(1e-12));
    assertThat(Sample.of(List.of()).median()).isNaN();
  }

  @Test
  void balanced_accuracy_weighs_both_classes_alike_and_leaves_the_unknown_out() {
    TwoClasses.Count count = new TwoClasses.Count();
    for (int i = 0; i < 9; i++) {
      count.decided(true, true);
    }
    count.decided(true, false).decided(false, false).decided(false, true).abstained();
    TwoClasses result = count.result();
    assertThat(result.balancedAccuracy()).isCloseTo((0.9 + 0.5) / 2, within(1e-12));
    assertThat(result.unknown()).isEqualTo(new Proportion(1, 13));
  }

  @Test
  void landmark_error_is_relative_to_the_face() {
    Landmarks68 truth = points(0, 0);
    // Points lie at (i, i mod 10): outer eye corners 36 and 45 are sqrt(9^2 + 1) apart.
    assertThat(LandmarkError.byOuterEyes(points(3, 4), truth))
        .isCloseTo(5 / Math.sqrt(82), within(1e-12));
    assertThat(LandmarkError.innerByOuterEyes(points(3, 4), truth))
        .isCloseTo(5 / Math.sqrt(82), within(1e-12));
    assertThat(LandmarkError.byBox(points(3, 4), truth))
        .isCloseTo(5 / Math.sqrt(67 * 9), within(1e-12));
    assertThat(LandmarkError.byBox(truth, truth)).isZero();
  }

  private static Landmarks68 points(double dx, double dy) {
    List<Point3> points = new ArrayList<>();
    for (int i = 0; i < 68; i++) {
      points.add(new Point3(i + dx, i % 10 + dy, 0));
    }
    return new Landmarks68(points);
  }

  @Test
  void reliability_compares_what_was_said_with_what_was_so() {
    Reliability found = new Reliability(2);
    found.add(0.2, false).add(0.4, false).add(0.9, true).add(1.0, false);
    assertThat(found.bins()).hasSize(2);
    assertThat(found.bins().get(0).predicted()).isCloseTo(0.3, within(1e-12));
    assertThat(found.bins().get(1).seen()).isEqualTo(new Proportion(1, 2));
    assertThat(found.expectedError()).isCloseTo((0.3 + 0.45) / 2, within(1e-12));
  }

  @Test
  void a_trend_goes_through_points_on_a_line() {
    Trend trend = Trend.through(List.of(0.0, 10.0, 20.0), List.of(5.0, 7.0, 9.0));
    assertThat(trend.start()).isCloseTo(5, within(1e-12));
    assertThat(trend.slope()).isCloseTo(0.2, within(1e-12));
    assertThatThrownBy(() -> Trend.through(List.of(1.0, 1.0), List.of(1.0, 2.0)))
        .hasMessageContaining("two different");
  }

  @Test
  void everybodyAgainstEverybodyElseLeavesOutPicturesOfOnePerson() {
    List<Integer> person = List.of(0, 0, 1, 2);
    double[][] score = {{1, 0.9, 0.5, 0.1}, {0.9, 1, 0.4, 0.2}, {0.5, 0.4, 1, 0.3}, {}};
    ImpostorScores scores = new ImpostorScores(person, (i, j) -> score[i][j], 1);
    assertThat(scores.comparisons()).isEqualTo(5);
    assertThat(scores.at(0.4).matches()).isEqualTo(2);
    assertThat(scores.at(0.4).threshold()).isCloseTo(0.4, within(1e-6));
    assertThat(scores.at(0.1).matches()).isZero();
    assertThat(scores.at(0.1).threshold()).isGreaterThan(1);
  }

  @Test
  void manyPicturesOfFewPeopleAreWorthFewerComparisons() {
    Random random = new Random(5);
    int people = 60;
    double[] resembling = random.doubles(people).toArray();
    List<Integer> many = IntStream.range(0, 10 * people).mapToObj(i -> i % people).toList();
    ImpostorScores.Scorer alike =
        (i, j) -> resembling[i % people] * resembling[j % people] + 1e-3 * random.nextDouble();
    ImpostorScores.Scorer chance = (_, _) -> random.nextDouble();
    ImpostorScores.Point correlated = new ImpostorScores(many, alike, 0.05).at(0.05);
    ImpostorScores.Point spread = new ImpostorScores(many, chance, 0.05).at(0.05);
    assertThat(correlated.independent()).isLessThan(people * people);
    assertThat(spread.independent()).isGreaterThan(10 * correlated.independent());
  }
}
