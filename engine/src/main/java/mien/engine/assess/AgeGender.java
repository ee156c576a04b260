package mien.engine.assess;

/**
 * A guess at age and gender.
 *
 * @param ageYears in years, 0 or more
 * @param gender the likelier class
 * @param genderProbability what the network gives that class, in [0.5, 1]
 */
public record AgeGender(double ageYears, Gender gender, double genderProbability) {}
