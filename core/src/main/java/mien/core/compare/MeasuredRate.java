package mien.core.compare;

import java.util.Objects;

/** What is known of the false match rate at a score: a rate, or why there is none. */
public sealed interface MeasuredRate {

  /**
   * A rate.
   *
   * @param rate with its interval
   */
  record Known(FalseMatchRate rate) implements MeasuredRate {
    /** Refuses null. */
    public Known {
      Objects.requireNonNull(rate, "rate");
    }
  }

  /**
   * The score lies below everything that was measured: the rate is at least what it was at the
   * lowest threshold, and nobody knows how much more.
   *
   * @param lowest threshold that was measured
   * @param there the rate at it
   */
  record BelowMeasured(double lowest, FalseMatchRate there) implements MeasuredRate {
    /** Refuses null. */
    public BelowMeasured {
      Objects.requireNonNull(there, "there");
    }
  }

  /** Nothing was measured. */
  record NotMeasured() implements MeasuredRate {}
}
