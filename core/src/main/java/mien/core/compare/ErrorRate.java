package mien.core.compare;

import java.util.Objects;

/**
 * How often a comparison comes out wrong: as a false match rate, how often two different people
 * reach a score; as a false non-match rate, how often two pictures of one person stay below it.
 *
 * @param rate the best guess, in [low, high]
 * @param low lower end of the 95 % interval, 0 or more
 * @param high upper end, at most 1
 * @param comparisons how many independent comparisons stand behind it
 * @param measuredOn data set and protocol
 */
public record ErrorRate(double rate, double low, double high, long comparisons, String measuredOn) {

  /** Refuses a rate outside its interval. */
  public ErrorRate {
    Objects.requireNonNull(measuredOn, "measuredOn");
    if (!(0 <= low && low <= rate && rate <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "a rate lies in its interval in [0, 1], but " + rate + " is not in " + low + ", " + high);
    }
  }

  /** The same where nothing rarer was measured: the true rate may be anything down to 0. */
  ErrorRate atMost() {
    return new ErrorRate(rate, 0, high, comparisons, measuredOn);
  }

  /**
   * The false match rate when the best of several independent pairs is taken: one of them reaching
   * the score by chance is enough.
   *
   * @param pairs that were compared, at least 1
   */
  public ErrorRate bestOf(int pairs) {
    if (pairs < 1) {
      throw new IllegalArgumentException("one pair at least is compared, but got " + pairs);
    }
    return pairs == 1
        ? this
        : new ErrorRate(
            any(rate, pairs), any(low, pairs), any(high, pairs), comparisons, measuredOn);
  }

  private static double any(double share, int pairs) {
    return -Math.expm1(pairs * Math.log1p(-share));
  }
}
