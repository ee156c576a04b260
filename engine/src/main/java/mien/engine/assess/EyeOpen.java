package mien.engine.assess;

/** Whether one eye is open: a number, or the reason why there is none. */
public sealed interface EyeOpen {

  /**
   * A measured openness.
   *
   * @param value 0 closed to 1 open
   */
  record Measured(double value) implements EyeOpen {
    /** Refuses what is outside [0, 1]. */
    public Measured {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("openness must be in [0, 1], but was " + value);
      }
    }
  }

  /**
   * It cannot be judged.
   *
   * @param why the first reason that held
   */
  record Unknown(Reason why) implements EyeOpen {}

  /** Why an eye cannot be judged. */
  enum Reason {
    /** The head is turned or tilted too far. */
    TURNED,
    /** The eye has too few pixels. */
    TOO_SMALL,
    /** Something dark covers the eye, sunglasses most likely. */
    COVERED,
    /** The estimators disagree. */
    UNCERTAIN
  }
}
