package mien.vault.policy;

import java.time.Period;
import java.util.List;

/**
 * The text of a release with what the vault must know of it.
 *
 * @param id name and version
 * @param purposes what may be agreed to, at least one
 * @param term how long a release holds
 * @param text markdown, with {@code {{names}}} still to be filled in
 */
public record ConsentTemplate(PolicyId id, List<Purpose> purposes, Period term, String text) {

  /** Refuses a template without a version, a purpose or a term. */
  public ConsentTemplate {
    purposes = List.copyOf(purposes);
    if (id.version() < 1 || purposes.isEmpty() || term.isNegative() || term.isZero()) {
      throw new IllegalArgumentException(
          "a consent template has a version, a purpose and a term above zero: " + id);
    }
  }
}
