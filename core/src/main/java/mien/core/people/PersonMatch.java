package mien.core.people;

import java.util.List;

/** Whose face it is. */
public sealed interface PersonMatch {

  /**
   * A person and how near a face is to them.
   *
   * @param person who
   * @param exemplars how many of their faces it was compared with, 1 at least
   * @param similarity the highest of them, in [-1, 1]
   */
  record Likeness(long person, int exemplars, double similarity) {
    /** Refuses a person without a face. */
    public Likeness {
      if (exemplars < 1 || !(similarity >= -1.001 && similarity <= 1.001)) {
        throw new IllegalArgumentException(
            "a likeness needs 1 exemplar at least and a similarity in [-1, 1], but had "
                + exemplars
                + " and "
                + similarity);
      }
    }
  }

  /** It is this person. */
  record Assign(Likeness person) implements PersonMatch {}

  /** It may be one of these, the likeliest first; one at least. */
  record Suggest(List<Likeness> people) implements PersonMatch {
    /** Copies. */
    public Suggest {
      people = List.copyOf(people);
    }
  }

  /** It is like no one who is known. */
  record Unknown() implements PersonMatch {}
}
