package mien.engine;

/** The one face of a photo, or why there is none to take: no one may guess which of several. */
public sealed interface OnlyFace {

  /**
   * The photo shows one face.
   *
   * @param face all that was found out about it
   */
  record OneFace(AnalyzedFace face) implements OnlyFace {}

  /** The photo shows no face. */
  record NoFace() implements OnlyFace {}

  /**
   * The photo shows several.
   *
   * @param count how many, those that a limit left out included; at least 2
   */
  record Several(int count) implements OnlyFace {}
}
