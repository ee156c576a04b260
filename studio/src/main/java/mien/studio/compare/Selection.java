package mien.studio.compare;

import java.util.Locale;
import java.util.Optional;

/** Which face of a photo is meant. */
public enum Selection {
  /** The only one; several are an error. */
  ONLY,
  /** The largest. */
  LARGEST,
  /** Whichever of all is most alike one of the other photo. */
  ALL;

  /** Its word in requests: {@code largest}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The selection of a word. */
  static Optional<Selection> of(String word) {
    for (Selection selection : values()) {
      if (selection.word().equals(word)) {
        return Optional.of(selection);
      }
    }
    return Optional.empty();
  }
}
