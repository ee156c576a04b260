package mien.core.people;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What grouping has to know of a face, beside its embedding.
 *
 * @param id stable and unique in the library: it, and never the row, breaks ties
 * @param photo the photo that it is in
 * @param day when the photo was taken, in days of one calendar of the caller's; empty if not known
 * @param poor small, blurred or turned far: it may join a group and never starts one
 * @param person whose it is by what a user said: faces of one person stay together, and those of
 *     two people apart; empty if no one said
 */
public record LibraryFace(long id, long photo, OptionalInt day, boolean poor, OptionalLong person) {

  /** Refuses null. */
  public LibraryFace {
    Objects.requireNonNull(day, "day");
    Objects.requireNonNull(person, "person");
  }

  /** A good face of which nothing else is known. */
  public static LibraryFace of(long id, long photo) {
    return new LibraryFace(id, photo, OptionalInt.empty(), false, OptionalLong.empty());
  }
}
