package mien.vault.record;

import java.util.Locale;

/** How much an erasure takes. */
public enum EraseScope {
  /** Everything biometric; the record of consent stays until its own clock runs out. */
  BIOMETRIC,
  /** The subject, with every record; only pseudonyms in the audit log remain. */
  EVERYTHING,
  /**
   * A photo that another replaced, with what was made of it and the key that sealed both: no
   * erasure that is asked for.
   */
  PHOTO,
  /**
   * What was made of a photo, and the key that sealed it, while the photo stays under a new one:
   * because the policy in force does not disclose it, or because it was made again.
   */
  DERIVED;

  /** As it is stored and shown. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that a stored word stands for. */
  public static EraseScope of(String word) {
    for (EraseScope scope : values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    throw new IllegalArgumentException("no erasure has the scope " + word);
  }
}
