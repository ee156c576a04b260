package mien.studio.compare;

import java.util.Objects;

/**
 * How this slice compares, for every door.
 *
 * @param threshold from which score two faces are one person
 * @param bystanders what becomes of small faces at the edge
 */
public record CompareSettings(ThresholdRule threshold, Bystanders bystanders) {

  /** The contract's threshold; several faces are a question. */
  public static final CompareSettings STANDARD =
      new CompareSettings(new ThresholdRule.Contract(), Bystanders.ASK);

  /** Refuses null. */
  public CompareSettings {
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(bystanders, "bystanders");
  }
}
