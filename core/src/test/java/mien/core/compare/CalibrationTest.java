package mien.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {

  private static final ErrorCurve MEASURED =
      matches(
          "set",
          OperatingPoint.of(0.27, 1e-3, 3000),
          OperatingPoint.of(0.18, 1e-2, 3000),
          OperatingPoint.of(0.33, 3.5e-4, 8462));

  private static final ErrorCurve MISSED =
      new ErrorCurve(
          ErrorCurve.Kind.FALSE_NON_MATCH,
          "pairs",
          List.of(
              OperatingPoint.of(0.3, 0.01, 1500),
              OperatingPoint.of(0.5, 0.1, 1500),
              OperatingPoint.of(0.7, 0.5, 1500)));

  private static ErrorCurve matches(String set, OperatingPoint... points) {
    return new ErrorCurve(ErrorCurve.Kind.FALSE_MATCH, set, List.of(points));
  }

  private static Calibration of(ErrorCurve... strangers) {
    return new Calibration(List.of(strangers), List.of(), Optional.empty(), Optional.empty());
  }

  /** None of n and all of n have closed forms; the half is symmetric (tables: 0.1871 to 0.8129). */
  @ParameterizedTest
  @CsvSource({"0, 10", "0, 100", "0, 8462", "0, 1000000", "10, 10", "100, 100"})
  void theEndsAreTheClosedForms(int hits, int trials) {
    BinomialInterval interval = BinomialInterval.of(hits, trials);
    double edge = Math.pow(0.025, 1.0 / trials);
    assertThat(interval.low()).isCloseTo(hits == 0 ? 0 : edge, within(1e-10));
    assertThat(interval.high()).isCloseTo(hits == 0 ? 1 - edge : 1, within(1e-10));
  }

  @Test
  void fiveOfTenIsWhatTheTablesSay() {
    BinomialInterval interval = BinomialInterval.of(5, 10);
    assertThat(interval.low()).isCloseTo(0.18709, within(1e-5));
    assertThat(interval.high()).isCloseTo(0.81291, within(1e-5));
  }

  /** At its own ends, the binomial tails hold 2.5 % each: the definition, summed directly. */
  @Test
  void theTailsBeyondTheEndsHoldTwoAndAHalfPercent() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      int trials = 20 + random.nextInt(200);
      int hits = 1 + random.nextInt(trials - 1);
      BinomialInterval interval = BinomialInterval.of(hits, trials);
      assertThat(1 - below(hits, trials, interval.low())).isCloseTo(0.025, within(1e-8));
      assertThat(below(hits + 1, trials, interval.high())).isCloseTo(0.025, within(1e-8));
    }
  }

  private static double below(int hits, int trials, double share) {
    double sum = 0;
    double logChoose = 0;
    for (int k = 0; k < hits; k++) {
      sum += Math.exp(logChoose + k * Math.log(share) + (trials - k) * Math.log1p(-share));
      logChoose += Math.log(trials - k) - Math.log(k + 1);
    }
    return sum;
  }

  private static ErrorRate known(ErrorCurve curve, double score) {
    return switch (curve.at(score)) {
      case MeasuredRate.Known(ErrorRate rate) -> rate;
      case MeasuredRate other -> throw new AssertionError("no rate at " + score + ": " + other);
    };
  }

  @Test
  void nothingMeasuredIsNothingSaid() {
    assertThat(Calibration.NONE.at(0.5)).isEqualTo(ScoreErrors.UNKNOWN);
    assertThat(Calibration.NONE.threshold(1e-3)).isEmpty();
    assertThat(Calibration.NONE.childrenAt(0.5)).isEqualTo(new MeasuredRate.NotMeasured());
  }

  @Test
  void betweenTwoPointsTheLogarithmIsLinear() {
    ErrorRate middle = known(MEASURED, 0.225);
    assertThat(middle.rate()).isCloseTo(Math.sqrt(1e-2 * 1e-3), within(1e-12));
    assertThat(middle.measuredOn()).isEqualTo("set");
    assertThat(known(MISSED, 0.4).rate()).isCloseTo(Math.sqrt(0.01 * 0.1), within(1e-12));
  }

  @Test
  void nothingIsInventedOutsideWhatWasMeasured() {
    ErrorRate above = known(MEASURED, 0.9);
    assertThat(above.low()).isZero();
    assertThat(above.rate()).isCloseTo(3.0 / 8462, within(1e-5));
    assertThat(MEASURED.at(0.18 - 1e-9)).isEqualTo(new MeasuredRate.AtLeast(0.18, 1e-2, "set"));
  }

  @Test
  void ofMissedPairsTheRareEndIsBelow() {
    ErrorRate low = known(MISSED, 0.1);
    assertThat(low.rate()).isEqualTo(0.01);
    assertThat(low.low()).isZero();
    assertThat(MISSED.at(0.71)).isEqualTo(new MeasuredRate.AtLeast(0.7, 0.5, "pairs"));
    assertThat(known(MISSED, 0.5).rate()).isCloseTo(0.1, within(1e-12));
    assertThat(known(MISSED, 0.5).low()).isBetween(0.08, 0.1);
  }

  @Test
  void theRateNeverRisesWithTheScoreAndLiesInItsInterval() {
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      double score = random.nextDouble(0.18, 1);
      ErrorRate rate = known(MEASURED, score);
      ErrorRate more = known(MEASURED, Math.min(1, score + random.nextDouble(0.2)));
      assertThat(more.rate()).isLessThanOrEqualTo(rate.rate() + 1e-12);
      assertThat(rate.rate()).isBetween(rate.low(), rate.high());
      double below = random.nextDouble(-1, 0.7);
      double lower = below - random.nextDouble(0.3);
      assertThat(known(MISSED, lower).rate()).isLessThanOrEqualTo(known(MISSED, below).rate());
    }
  }

  @Test
  void neverBelowTheRuleOfThree() {
    ErrorRate rate = known(matches("set", OperatingPoint.of(0.4, 0, 1000)), 0.8);
    assertThat(rate.rate()).isEqualTo(0.003);
    assertThat(rate.low()).isZero();
  }

  @Test
  void aRateWithoutComparisonsHasNoInterval() {
    ErrorCurve published =
        matches(
            "a page",
            new OperatingPoint(0.5, 1e-2, OptionalLong.empty()),
            new OperatingPoint(0.7, 1e-4, OptionalLong.empty()));
    assertThat(published.at(0.6))
        .isInstanceOfSatisfying(
            MeasuredRate.Published.class,
            rate -> assertThat(rate.rate()).isCloseTo(1e-3, within(1e-12)));
    assertThat(of(published).threshold(1e-3)).hasValueCloseTo(0.6, within(1e-12));
    assertThat(of(published).at(0.6).strangers()).isEmpty();
  }

  @Test
  void theBestOfManyPairsMatchesByChanceMoreOften() {
    ErrorRate one = known(MEASURED, 0.27);
    ErrorRate six = one.bestOf(6);
    assertThat(six.rate()).isCloseTo(1 - Math.pow(1 - one.rate(), 6), within(1e-12));
    assertThat(one.bestOf(1)).isEqualTo(one);
  }

  @Test
  void theHeadlineIsTheWorstSetAndTheWorstGroupIsNamed() {
    ErrorCurve balanced =
        matches("balanced", OperatingPoint.of(0.2, 0.05, 4000), OperatingPoint.of(0.4, 2e-3, 4000));
    Calibration both =
        new Calibration(
            List.of(MEASURED, balanced),
            List.of(
                new Calibration.Group("men", MEASURED), new Calibration.Group("women", balanced)),
            Optional.of(MISSED),
            Optional.empty());
    ScoreErrors at = both.at(0.3);
    assertThat(at.strangers()).extracting(ErrorRate::measuredOn).containsExactly("set", "balanced");
    assertThat(at.falseMatch()).isEqualTo(new MeasuredRate.Known(known(balanced, 0.3)));
    assertThat(at.worstGroup().orElseThrow().group()).isEqualTo("women");
    assertThat(at.falseNonMatch()).isEqualTo(new MeasuredRate.Known(known(MISSED, 0.3)));
  }

  /** The threshold of a rate, and the rate at that threshold, are each other's inverse. */
  @Test
  void aThresholdHoldsItsRateOnEverySet() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      double rate = Math.exp(random.nextDouble(Math.log(3.6e-4), Math.log(1e-2)));
      double threshold = of(MEASURED).threshold(rate).orElseThrow();
      double there = known(MEASURED, threshold).rate();
      if (rate >= 1e-3) {
        assertThat(there).isCloseTo(rate, within(rate * 1e-9));
      } else {
        assertThat(there).as("3,000 comparisons show 1e-3 at most").isLessThanOrEqualTo(rate);
      }
    }
    assertThat(of(MEASURED).threshold(1e-3)).hasValue(0.27);
    assertThat(of(MEASURED).threshold(0.5)).as("nothing looser was measured").hasValue(0.18);
    assertThat(of(MEASURED).threshold(1e-5)).as("nothing so strict was measured").isEmpty();
    ErrorCurve small =
        matches("few", OperatingPoint.of(0.2, 0.02, 200), OperatingPoint.of(0.45, 0.016, 200));
    assertThat(of(MEASURED, small).threshold(1e-3))
        .as("the highest of the small set")
        .hasValue(0.45);
  }

  @Test
  void aFixedThresholdHoldsUnlessTooManyStrangersWereSeenToReachIt() {
    assertThat(Calibration.NONE.thresholdUnlessLoose(0.35, 1e-3)).isEqualTo(0.35);
    assertThat(of(MEASURED).thresholdUnlessLoose(0.35, 1e-3)).isEqualTo(0.35);
    assertThat(of(MEASURED).thresholdUnlessLoose(0.27, 1e-3)).isEqualTo(0.27);
    assertThat(of(MEASURED).thresholdUnlessLoose(0.2, 1e-3)).isEqualTo(0.27);
    assertThat(of(MEASURED).thresholdUnlessLoose(0.1, 1e-3)).as("below all").isEqualTo(0.27);
    assertThat(
            of(matches("one", OperatingPoint.of(0.9, 1e-3, 3000))).thresholdUnlessLoose(0.35, 1e-3))
        .as("met at 0.9, so more pass 0.35")
        .isEqualTo(0.9);
    assertThat(of(MEASURED).thresholdUnlessLoose(0.2, 1e-9)).as("the strictest").isEqualTo(0.33);
  }

  @Test
  void ratesThatRunAgainstTheThresholdAreRefused() {
    assertThatThrownBy(
            () ->
                matches("a", OperatingPoint.of(0.2, 1e-3, 100), OperatingPoint.of(0.3, 1e-2, 100)))
        .hasMessageContaining("never rises");
    assertThatThrownBy(() -> of(MISSED)).hasMessageContaining("FALSE_MATCH");
    assertThatThrownBy(() -> matches("a")).hasMessageContaining("one point");
  }
}
