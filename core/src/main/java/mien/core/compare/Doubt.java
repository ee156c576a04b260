package mien.core.compare;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One reason why a comparison cannot be relied on.
 *
 * @param kind what is doubtful
 * @param photo 1 or 2 when one photo is at fault; empty when both are meant together
 */
public record Doubt(Kind kind, OptionalInt photo) {

  /** What may be doubtful. */
  public enum Kind {
    /** An estimated age lies so near a rule's edge that the rule may or may not hold. */
    AGE_NEAR_EDGE("age-near-edge"),
    /** A child against a senior. */
    CHILD_SENIOR("child-senior"),
    /** Alike, but a child under 13 is in it: the recognizer takes too many for one another. */
    CHILD("child"),
    /** The ages do not fit the dates of the photos. */
    AGES_AGAINST_DATES("ages-against-dates"),
    /** The face has too few pixels. */
    TOO_SMALL("too-small"),
    /** The face is blurred. */
    BLURRED("blurred"),
    /** The face is turned away. */
    TURNED("turned");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** Its name in answers: lower case with hyphens. */
    public String code() {
      return code;
    }
  }

  /** Refuses a photo that is neither the first nor the second. */
  public Doubt {
    Objects.requireNonNull(kind, "kind");
    if (photo.isPresent() && photo.getAsInt() != 1 && photo.getAsInt() != 2) {
      throw new IllegalArgumentException("a photo is 1 or 2, but was " + photo.getAsInt());
    }
  }

  /** A doubt about both photos together. */
  public static Doubt ofBoth(Kind kind) {
    return new Doubt(kind, OptionalInt.empty());
  }

  /** A doubt about one photo, 1 or 2. */
  public static Doubt of(Kind kind, int photo) {
    return new Doubt(kind, OptionalInt.of(photo));
  }
}
