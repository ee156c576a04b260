package mien.core.compare;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A threshold with an error rate that was measured at it.
 *
 * @param threshold score at and above which two faces match; finite
 * @param rate measured share of comparisons that came out wrong at it, in [0, 1]
 * @param comparisons how many independent comparisons the measurement is worth, above 0; empty
 *     where the source does not say, and then the rate has no interval
 */
public record OperatingPoint(double threshold, double rate, OptionalLong comparisons) {

  private static final double RULE_OF_THREE = 3;

  /** Refuses what cannot have been measured. */
  public OperatingPoint {
    Objects.requireNonNull(comparisons, "comparisons");
    if (!Double.isFinite(threshold) || !(rate >= 0 && rate <= 1) || comparisons.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "a measured rate is in [0, 1] of 1 comparison at least, but was "
              + rate
              + " of "
              + comparisons
              + " at "
              + threshold);
    }
  }

  /** A point whose number of comparisons is known. */
  public static OperatingPoint of(double threshold, double rate, long comparisons) {
    return new OperatingPoint(threshold, rate, OptionalLong.of(comparisons));
  }

  /**
   * The rate that may be claimed: three wrong comparisons at least, as none seen in N still allows
   * 3/N (the rule of three).
   */
  public double claimed() {
    return comparisons.isEmpty()
        ? rate
        : Math.min(1, Math.max(rate, RULE_OF_THREE / comparisons.getAsLong()));
  }

  /** The claimed rate, with its interval where there is one. */
  MeasuredRate measured(String measuredOn) {
    if (comparisons.isEmpty()) {
      return new MeasuredRate.Published(rate, measuredOn);
    }
    long trials = comparisons.getAsLong();
    BinomialInterval around = BinomialInterval.of(claimed() * trials, (double) trials);
    // At three or fewer it may be a bound on none seen: then the true rate may be 0.
    double low = rate * trials > RULE_OF_THREE + 0.5 ? around.low() : 0;
    return new MeasuredRate.Known(new ErrorRate(claimed(), low, around.high(), trials, measuredOn));
  }
}
