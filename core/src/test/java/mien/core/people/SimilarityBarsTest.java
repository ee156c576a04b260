package mien.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import mien.core.compare.Calibration;
import mien.core.compare.ErrorCurve;
import mien.core.compare.OperatingPoint;
import org.junit.jupiter.api.Test;

class SimilarityBarsTest {

  private static ErrorCurve curve(OperatingPoint... points) {
    return new ErrorCurve(ErrorCurve.Kind.FALSE_MATCH, "test", List.of(points));
  }

  private static Calibration card(ErrorCurve... strangers) {
    return new Calibration(List.of(strangers), List.of(), Optional.empty(), Optional.empty());
  }

  private static final ErrorCurve LARGE =
      curve(
          OperatingPoint.of(0.3, 1e-3, 10_000_000),
          OperatingPoint.of(0.38, 1e-4, 10_000_000),
          OperatingPoint.of(0.45, 1e-5, 10_000_000));

  @Test
  void thresholdsAreThoseOfTheCardsRates() {
    SimilarityBars bars = SimilarityBars.of(card(LARGE)).orElseThrow();
    assertThat(bars.suggest()).isCloseTo(0.3, within(1e-9));
    assertThat(bars.assign()).isCloseTo(0.45, within(1e-9));
    assertThat(bars.perDecade()).isCloseTo(0.07, within(1e-9));
  }

  @Test
  void aSmallSetHasNoSayOnARateThatItCannotShow() {
    ErrorCurve small =
        curve(OperatingPoint.of(0.36, 1e-3, 5_000), OperatingPoint.of(0.6, 2e-4, 5_000));
    SimilarityBars bars = SimilarityBars.of(card(LARGE, small)).orElseThrow();
    assertThat(bars.assign()).isCloseTo(0.45, within(1e-9));
    assertThat(bars.suggest()).isGreaterThan(0.35);
    assertThat(SimilarityBars.of(card(small))).isEmpty();
    assertThat(SimilarityBars.of(Calibration.NONE)).isEmpty();
  }

  @Test
  void aLibraryTenTimesAsLargeAsksForATenthOfTheStrangers() {
    SimilarityBars bars = new SimilarityBars(0.3, 0.45, 0.07);
    assertThat(bars.forFaces(5_000)).isEqualTo(bars);
    assertThat(bars.forFaces(0)).isEqualTo(bars);
    assertThat(bars.forFaces(50_000).assign()).isCloseTo(0.52, within(1e-9));
    assertThat(bars.forFaces(50_000).suggest()).isCloseTo(0.37, within(1e-9));
    assertThat(new SimilarityBars(0.9, 0.99, 0.1).forFaces(5_000_000).assign()).isEqualTo(1);
  }
}
