package mien.vault.policy;

import java.time.Period;
import java.util.List;

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
}
