package mien.core.compare;

import java.util.List;

/** What becomes of comparing two faces. */
public sealed interface ComparisonDecision {

  /** The score reaches the threshold. */
  record Same() implements ComparisonDecision {}

  /** The score is below the threshold. */
  record Different() implements ComparisonDecision {}

  /**
   * The score may mean either: better no answer than a wrong one.
   *
   * @param doubts one at least
   */
  record Inconclusive(List<Doubt> doubts) implements ComparisonDecision {
    /** Copies; refuses none. */
    public Inconclusive {
      doubts = List.copyOf(doubts);
      if (doubts.isEmpty()) {
        throw new IllegalArgumentException("an inconclusive comparison has a reason");
      }
    }
  }

  /** The age rules forbid the comparison: no score was looked at. */
  record Rejected() implements ComparisonDecision {}

  /**
   * Decides.
   *
   * @param score of the two faces
   * @param threshold at and above which two faces are one person
   * @param doubts any turns the answer into {@link Inconclusive}
   */
  static ComparisonDecision of(double score, double threshold, List<Doubt> doubts) {
    if (!doubts.isEmpty()) {
      return new Inconclusive(doubts);
    }
    return reaches(score, threshold) ? new Same() : new Different();
  }

  /** Whether a score reaches the threshold, which counts as reached itself. */
  static boolean reaches(double score, double threshold) {
    return score >= threshold;
  }

  /**
   * How far the score is from the threshold, on the scale from the threshold to 1: {@code
   * min(|score - threshold| / (1 - threshold), 1)}. A distance, not a probability.
   *
   * @param threshold below 1
   * @return in [0, 1]
   */
  static double confidence(double score, double threshold) {
    if (!(threshold < 1) || !Double.isFinite(score) || !Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "a threshold is below 1 and a score finite, but were " + threshold + " and " + score);
    }
    return Math.min(Math.abs(score - threshold) / (1 - threshold), 1);
  }
}
