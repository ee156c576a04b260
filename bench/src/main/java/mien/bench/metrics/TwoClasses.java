package mien.bench.metrics;

/**
 * Decisions between two classes, where abstaining is allowed.
 *
 * @param positives of the first class: decided rightly
 * @param negatives of the second class: decided rightly
 * @param unknown of all, those not decided
 */
public record TwoClasses(Proportion positives, Proportion negatives, Proportion unknown) {

  /** The mean of the two classes' shares decided rightly, among those decided. */
  public double balancedAccuracy() {
    return (positives.rate() + negatives.rate()) / 2;
  }

  /** Counts decisions one by one. For one thread. */
  public static final class Count {
    private long positives;
    private long rightPositives;
    private long negatives;
    private long rightNegatives;
    private long unknown;

    /** A decision. */
    public Count decided(boolean truth, boolean decision) {
      if (truth) {
        positives++;
        rightPositives += decision ? 1 : 0;
      } else {
        negatives++;
        rightNegatives += decision ? 0 : 1;
      }
      return this;
    }

    /** No decision. */
    public Count abstained() {
      unknown++;
      return this;
    }

    /** What was counted. */
    public TwoClasses result() {
      return new TwoClasses(
          new Proportion(rightPositives, positives),
          new Proportion(rightNegatives, negatives),
          new Proportion(unknown, unknown + positives + negatives));
    }
  }
}
