package mien.studio.compare;

/**
 * How far an estimated age may be off: a third of it, at least 2 and at most 12 years.
 *
 * <p>Measured with face-api's network on 469 labeled faces, by the age that it guessed; eight of
 * ten guesses were off by at most: 2.3 years (guessed 3 to 5), 1.8 (5 to 8), 4.8 (8 to 13), 5.8 (13
 * to 20), 7.2 (20 to 35), 10.0 (35 to 50), 12.3 (50 to 70), 11.6 (older). The faces are of UTKFace,
 * part of what the network was trained on: on others expect more.
 */
final class AgeUncertainty {

  private static final double LEAST = 2;
  private static final double SHARE = 1.0 / 3;
  private static final double MOST = 12;

  private AgeUncertainty() {}

  /** Half the width of the range, in years, for a guess of {@code years}. */
  static double years(double years) {
    return Math.clamp(SHARE * years, LEAST, MOST);
  }
}
