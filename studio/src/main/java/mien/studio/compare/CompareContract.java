package mien.studio.compare;

/**
 * What the contract of {@code /compare-faces} fixes, once, for every door of this slice: its number
 * and its sentences, word for word.
 */
public final class CompareContract {

  /**
   * Score at and above which two faces are one person, unless the recognizer's card says that more
   * than {@link #RATE} of all strangers reach it ({@link ThresholdRule.Contract}).
   */
  public static final double THRESHOLD = 0.35;

  /** The share of pairs of different people that may be taken for one person: 1 in 1,000. */
  public static final double RATE = 1e-3;

  static final String SAME = "The photos likely show the same person";
  static final String DIFFERENT = "The photos likely show different people";
  static final String REJECTED =
      "Cannot reliably compare infant/childhood images with adult images";
  static final String NO_FACE = "No face detected in the image";
  static final String SEVERAL_FACES =
      "Multiple faces detected; please upload an image with exactly one face";

  private CompareContract() {}
}
