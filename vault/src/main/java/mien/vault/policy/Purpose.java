package mien.vault.policy;

import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * What a photo is kept for, as the release says it: {@code identification}.
 *
 * @param value 1 to 40 of {@code a-z -}
 */
public record Purpose(String value) implements Comparable<Purpose> {

  /** Refuses anything else. */
  public Purpose {
    if (!value.matches("[a-z][a-z-]{0,39}")) {
      throw new MienException(
          VaultFault.CONSENT_BAD_PURPOSE,
          "A purpose is one word of 1 to 40 letters a-z and -, as the consent template lists it.");
    }
  }

  @Override
  public int compareTo(Purpose other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
