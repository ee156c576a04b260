package mien.vault;

import java.util.Locale;

/** How much an erasure takes. */
public enum EraseScope {
  /** Everything biometric; the record of consent stays until its own clock runs out. */
  BIOMETRIC,
  /** The subject, with every record; only pseudonyms in the audit log remain. */
  EVERYTHING;

  /** As it is stored and shown. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EraseScope of(String word) {
    return word.equals(BIOMETRIC.word()) ? BIOMETRIC : EVERYTHING;
  }
}
