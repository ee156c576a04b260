package mien.core.compare;

import java.util.Objects;

/**
 * How often two different people reach a score, as far as it was measured.
 *
 * @param rate the best guess, in [low, high]
 * @param low lower end of the 95 % interval, 0 or more
 * @param high upper end, at most 1
 * @param comparisons of different people that stand behind it
 * @param calibration data set and protocol
 */
public record FalseMatchRate(
    double rate, double low, double high, long comparisons, String calibration) {

  /** Refuses a rate outside its interval. */
  public FalseMatchRate {
    Objects.requireNonNull(calibration, "calibration");
    if (!(0 <= low && low <= rate && rate <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "a rate lies in its interval in [0, 1], but " + rate + " is not in " + low + ", " + high);
    }
  }

  /**
   * The rate when the best of several independent pairs is taken: one of them reaching the score by
   * chance is enough.
   *
   * @param pairs that were compared, at least 1
   */
  public FalseMatchRate bestOf(int pairs) {
    if (pairs < 1) {
      throw new IllegalArgumentException("one pair at least is compared, but got " + pairs);
    }
    return pairs == 1
        ? this
        : new FalseMatchRate(
            any(rate, pairs), any(low, pairs), any(high, pairs), comparisons, calibration);
  }

  private static double any(double share, int pairs) {
    return -Math.expm1(pairs * Math.log1p(-share));
  }
}
