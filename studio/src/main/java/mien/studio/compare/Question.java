package mien.studio.compare;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked about two photos.
 *
 * @param select which face of each
 * @param careful whether doubts may turn a decision into none; without, ages count as they are
 *     shown and the threshold decides alone
 * @param first what is known of the first photo
 * @param second what is known of the second
 */
public record Question(Selection select, boolean careful, Known first, Known second) {

  /**
   * What is known of a photo.
   *
   * @param age of the person in it, in completed years
   * @param date when it was taken
   * @param face which one is meant, whatever {@code select} says
   */
  public record Known(OptionalInt age, Optional<LocalDate> date, Optional<ChosenFace> face) {

    /** Nothing. */
    public static final Known NOTHING =
        new Known(OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** Refuses what is no age. */
    public Known {
      Objects.requireNonNull(face, "face");
      if (age.isPresent() && (age.getAsInt() < 0 || age.getAsInt() > 130)) {
        throw new IllegalArgumentException("an age is 0 to 130, but was " + age.getAsInt());
      }
    }
  }

  /** As {@code /compare-faces} asks. */
  public static final Question PLAIN =
      new Question(Selection.ONLY, false, Known.NOTHING, Known.NOTHING);

  /** Refuses null. */
  public Question {
    Objects.requireNonNull(select, "select");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
  }
}
