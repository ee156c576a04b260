package mien.engine.assess;

/**
 * A guess at age and gender.
 *
 * @param ageYears in years, 0 or more
 * @param gender the likelier class
 * @param genderProbability what the network gives that class, in [0.5, 1]; not calibrated
 */
public record AgeGender(double ageYears, Gender gender, double genderProbability) {

  /** Refuses what no decoder may produce. */
  public AgeGender {
    if (!(ageYears >= 0 && Double.isFinite(ageYears))) {
      throw new IllegalArgumentException("an age must be 0 or more, but was " + ageYears);
    }
    if (!(genderProbability >= 0.5 && genderProbability <= 1)) {
      throw new IllegalArgumentException(
          "the likelier class has a probability in [0.5, 1], but got " + genderProbability);
    }
  }

  /** The guess from the probability that the face is labeled male, in [0, 1]. */
  static AgeGender of(double ageYears, double male) {
    boolean isMale = male > 0.5;
    return new AgeGender(
        Math.max(0, ageYears),
        isMale ? Gender.MALE : Gender.FEMALE,
        Math.clamp(isMale ? male : 1 - male, 0.5, 1));
  }
}
