package mien.studio.compare;

import mien.core.compare.MeasuredRate;

/**
 * How alike two faces are, on the scale of whoever said so.
 *
 * @param score a cosine in [-1, 1] of embeddings, or a judgement in [0, 1]
 * @param threshold at and above which the two are one person, on the same scale; below 1
 * @param synthetic whether the score is a judgement and no measurement: it must never be put on the
 *     scale of a recogniser
 * @param falseMatchRate at this score; not measured for judgements
 */
public record Likeness(
    double score, double threshold, boolean synthetic, MeasuredRate falseMatchRate) {

  /** Refuses a score off its scale. */
  public Likeness {
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
    if (synthetic && !(falseMatchRate instanceof MeasuredRate.NotMeasured)) {
      throw new IllegalArgumentException("a judgement has no measured false match rate");
    }
  }
}
