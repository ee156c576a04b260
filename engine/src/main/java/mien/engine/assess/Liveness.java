package mien.engine.assess;

/** Whether a face is live: a probability, or the reason why there is none. */
public sealed interface Liveness {

  /**
   * A measured probability. Passive, from one color picture: prints and screens of good quality get
   * through (see the detector), so it may refuse a face, never grant anything.
   *
   * @param probability that the face is live, in [0, 1]
   */
  record Measured(double probability) implements Liveness {
    /** Refuses what is outside [0, 1]. */
    public Measured {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("a probability is in [0, 1], but was " + probability);
      }
    }
  }

  /**
   * It cannot be judged.
   *
   * @param why the first reason that held
   */
  record Unknown(Reason why) implements Liveness {}

  /** Why liveness cannot be judged. */
  enum Reason {
    /** The face has too few pixels. */
    TOO_SMALL,
    /** The picture ends too near the face: the networks judge by what surrounds it. */
    NO_SURROUNDINGS
  }
}
