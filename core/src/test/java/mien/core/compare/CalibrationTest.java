package mien.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import mien.core.compare.Calibration.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {

  private static final Calibration MEASURED =
      new Calibration(
          List.of(
              new Point(0.27, 1e-3, 3000, "set"),
              new Point(0.18, 1e-2, 3000, "set"),
              new Point(0.33, 3.5e-4, 8462, "more sets")));

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

  private static FalseMatchRate known(Calibration calibration, double score) {
    return switch (calibration.at(score)) {
      case MeasuredRate.Known(FalseMatchRate rate) -> rate;
      case MeasuredRate other -> throw new AssertionError("no rate at " + score + ": " + other);
    };
  }

  @Test
  void nothingMeasuredIsNothingSaid() {
    assertThat(new Calibration(List.of()).at(0.5)).isEqualTo(new MeasuredRate.NotMeasured());
  }

  @Test
  void betweenTwoPointsTheLogarithmIsLinear() {
    FalseMatchRate middle = known(MEASURED, 0.225);
    assertThat(middle.rate()).isCloseTo(Math.sqrt(1e-2 * 1e-3), within(1e-12));
    assertThat(middle.calibration()).isEqualTo("set");
    assertThat(known(MEASURED, 0.3).calibration()).isEqualTo("set; more sets");
  }

  @Test
  void nothingIsInventedOutsideWhatWasMeasured() {
    FalseMatchRate above = known(MEASURED, 0.9);
    assertThat(above.low()).isZero();
    assertThat(above.rate()).isCloseTo(3.0 / 8462, within(1e-5));
    assertThat(MEASURED.at(0.18 - 1e-9))
        .isInstanceOfSatisfying(
            MeasuredRate.BelowMeasured.class,
            below -> {
              assertThat(below.lowest()).isEqualTo(0.18);
              assertThat(below.there().rate()).isEqualTo(1e-2);
              assertThat(below.there().high()).isLessThan(0.02);
            });
  }

  @Test
  void theRateNeverRisesWithTheScoreAndLiesInItsInterval() {
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      double score = random.nextDouble(0.18, 1);
      FalseMatchRate rate = known(MEASURED, score);
      FalseMatchRate more = known(MEASURED, Math.min(1, score + random.nextDouble(0.2)));
      assertThat(more.rate()).isLessThanOrEqualTo(rate.rate() + 1e-12);
      assertThat(rate.rate()).isBetween(rate.low(), rate.high());
    }
  }

  @Test
  void neverBelowTheRuleOfThree() {
    Calibration none = new Calibration(List.of(new Point(0.4, 0, 1000, "set")));
    FalseMatchRate rate = known(none, 0.8);
    assertThat(rate.rate()).isEqualTo(0.003);
    assertThat(rate.low()).isZero();
  }

  @Test
  void theBestOfManyPairsMatchesByChanceMoreOften() {
    FalseMatchRate one = known(MEASURED, 0.27);
    FalseMatchRate six = one.bestOf(6);
    assertThat(six.rate()).isCloseTo(1 - Math.pow(1 - one.rate(), 6), within(1e-12));
    assertThat(one.bestOf(1)).isEqualTo(one);
  }

  @Test
  void ratesThatRiseAreRefused() {
    assertThatThrownBy(
            () ->
                new Calibration(
                    List.of(new Point(0.2, 1e-3, 100, "a"), new Point(0.3, 1e-2, 100, "a"))))
        .hasMessageContaining("never rises");
  }
}
