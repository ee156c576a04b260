package mien.vault.policy;

import java.time.Period;
import java.util.List;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * A release as it is shown to a person, ready to be signed.
 *
 * @param template name and version
 * @param text markdown, complete
 * @param hash SHA-256 of the text as UTF-8; goes back with the signature
 * @param purposes what may be agreed to
 * @param term how long it will hold
 */
public record ConsentForm(
    PolicyId template, String text, Sha256 hash, List<Purpose> purposes, Period term) {

  /** Copies. */
  public ConsentForm {
    purposes = List.copyOf(purposes);
  }

  /**
   * Reads the hash of a text as a user gives it.
   *
   * @throws MienException USER {@code vault.bad-hash}
   */
  public static Sha256 hash(String digits) {
    try {
      return new Sha256(digits);
    } catch (IllegalArgumentException _) {
      throw new MienException(
          VaultFault.BAD_HASH, "A SHA-256 has 64 digits of 0-9 a-f, and this one has not.");
    }
  }
}
