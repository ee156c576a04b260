package mien.core.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/** Five stages of life, by whole years. Every age of 0 or more is in exactly one. */
public enum AgeGroup {
  /** 0 to 4 years. */
  INFANT(0),
  /** 5 to 12 years. */
  CHILD(5),
  /** 13 to 19 years. */
  TEEN(13),
  /** 20 to 49 years. */
  ADULT(20),
  /** 50 years and more. */
  SENIOR(50);

  private final int youngest;

  AgeGroup(int youngest) {
    this.youngest = youngest;
  }

  /**
   * The group of an age.
   *
   * @param years completed years, 0 or more
   */
  public static AgeGroup of(int years) {
    if (years < 0) {
      throw new IllegalArgumentException("an age is 0 or more, but was " + years);
    }
    AgeGroup found = INFANT;
    for (AgeGroup group : values()) {
      if (years >= group.youngest) {
        found = group;
      }
    }
    return found;
  }

  /** The first year of the group. */
  public int youngest() {
    return youngest;
  }

  /** The last year of the group; empty for the last group. */
  public OptionalInt oldest() {
    return Arrays.stream(values())
        .mapToInt(group -> group.youngest - 1)
        .filter(last -> last >= youngest)
        .min();
  }

  /** Its name in answers: {@code infant}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
