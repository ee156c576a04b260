package mien.studio.compare;

/** How far an estimated age may be off: it grows with the age, as babies are easy to tell. */
final class AgeUncertainty {

  private static final double LEAST = 1.5;
  private static final double SHARE = 0.25;
  private static final double MOST = 8;

  private AgeUncertainty() {}

  /** Half the width of the range, in years, for a guess of {@code years}. */
  static double years(double years) {
    return Math.clamp(SHARE * years, LEAST, MOST);
  }
}
