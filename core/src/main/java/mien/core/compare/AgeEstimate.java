package mien.core.compare;

/**
 * An age with how far it may be off.
 *
 * @param years 0 or more
 * @param uncertaintyYears half the width of the range that holds the true age as a rule, 0 or more;
 *     0 for an age that is known
 */
public record AgeEstimate(double years, double uncertaintyYears) {

  /** Above every human age; keeps whole years within an int. */
  private static final double MOST = 200;

  /** Refuses what is no age. */
  public AgeEstimate {
    if (!(years >= 0 && years <= MOST) || !(uncertaintyYears >= 0 && uncertaintyYears <= MOST)) {
      throw new IllegalArgumentException(
          "an age and its uncertainty are 0 to "
              + MOST
              + " years, but were "
              + years
              + " and "
              + uncertaintyYears);
    }
  }

  /** A known age, in completed years. */
  public static AgeEstimate known(int years) {
    return new AgeEstimate(years, 0);
  }

  /**
   * The nearest whole year, halves up: the age that answers show and that the rules go by. The
   * estimators were trained on completed years, so their 4.6 means 5; cutting it off would make
   * everyone half a year younger.
   */
  public int wholeYears() {
    return (int) Math.round(years);
  }

  /** The group of {@link #wholeYears}. */
  public AgeGroup group() {
    return AgeGroup.of(wholeYears());
  }

  /** The youngest group that the uncertainty allows. */
  AgeGroup youngestGroup() {
    return AgeGroup.of((int) Math.round(Math.max(0, years - uncertaintyYears)));
  }

  /** The oldest group that the uncertainty allows. */
  AgeGroup oldestGroup() {
    return AgeGroup.of((int) Math.round(years + uncertaintyYears));
  }
}
