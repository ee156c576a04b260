package mien.studio.compare;

import java.util.Objects;
import mien.core.compare.MeasuredRate;
import mien.core.compare.ScoreErrors;

/**
 * How alike two faces are, on the scale of the provider that says so.
 *
 * @param score a cosine in [-1, 1] of embeddings, or a judgment in [0, 1]
 * @param threshold at and above which the two are one person, on the same scale; below 1
 * @param synthetic whether the score is a judgment and no measurement: it must never be put on the
 *     scale of a recognizer
 * @param errors what was measured about this score; nothing for judgments
 * @param children how often two different children under 13 reach the threshold
 */
public record Likeness(
    double score, double threshold, boolean synthetic, ScoreErrors errors, MeasuredRate children) {

  /** Refuses a score off its scale. */
  public Likeness {
    Objects.requireNonNull(children, "children");
    double least = synthetic ? 0 : -1;
    if (!(score >= least && score <= 1) || !(threshold > least && threshold < 1)) {
      throw new IllegalArgumentException(
          "a score is in ["
              + least
              + ", 1] and its threshold between, but were "
              + score
              + " and "
              + threshold);
    }
    if (synthetic && !errors.equals(ScoreErrors.UNKNOWN)) {
      throw new IllegalArgumentException("a judgment has no measured error rate");
    }
  }

  /** A judgment: nothing was measured about it. */
  static Likeness judged(double score, double threshold) {
    return new Likeness(
        score, threshold, true, ScoreErrors.UNKNOWN, new MeasuredRate.NotMeasured());
  }

  /**
   * Whether the score says nothing about a child under 13: it reaches the threshold, as more than
   * {@link CompareContract#RATE} of all pairs of different children were seen to do.
   */
  boolean doesNotVouchForChildren() {
    return score >= threshold && children.least() > CompareContract.RATE;
  }
}
