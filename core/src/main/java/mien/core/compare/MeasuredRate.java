package mien.core.compare;

import java.util.Objects;

/** What is known of an error rate at a score: a rate, a bound, or nothing. */
public sealed interface MeasuredRate {

  /**
   * A rate.
   *
   * @param rate with its interval
   */
  record Known(ErrorRate rate) implements MeasuredRate {
    /** Refuses null. */
    public Known {
      Objects.requireNonNull(rate, "rate");
    }
  }

  /**
   * A rate whose source does not say how many comparisons stand behind it: it has no interval.
   *
   * @param rate as published, in [0, 1]
   * @param measuredOn data set and protocol
   */
  record Published(double rate, String measuredOn) implements MeasuredRate {}

  /**
   * The score lies on the side of everything that was measured where errors are more frequent: the
   * rate is at least what it was at the last measured threshold, and how much more is not known.
   *
   * @param edge the last threshold that was measured
   * @param rate the rate there
   * @param measuredOn data set and protocol
   */
  record AtLeast(double edge, double rate, String measuredOn) implements MeasuredRate {}

  /** Nothing was measured. */
  record NotMeasured() implements MeasuredRate {}

  /** The rate, or the least that it is; 0 where nothing was measured. */
  default double least() {
    return switch (this) {
      case Known(ErrorRate rate) -> rate.rate();
      case Published(double rate, String _) -> rate;
      case AtLeast(double _, double rate, String _) -> rate;
      case NotMeasured _ -> 0;
    };
  }

  /** As {@link ErrorRate#bestOf}; what has no interval stays what it is. */
  default MeasuredRate bestOf(int pairs) {
    return switch (this) {
      case Known(ErrorRate rate) -> new Known(rate.bestOf(pairs));
      case Published _, AtLeast _, NotMeasured _ -> this;
    };
  }
}
