package mien.vault.subject;

import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * The organization's own number of a subject (of staff, a member, a case). It is stored in clear,
 * so that a subject can be found: it must not be a name or an address.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -}, beginning with a letter or digit: no dot, slash
 *     or space, so it cannot be a path. It is never used as one either
 */
public record SafeId(String value) implements Comparable<SafeId> {

  /** Refuses anything else, with code {@code subject.bad-safe-id} and blame USER. */
  public SafeId {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
      throw new MienException(
          VaultFault.SUBJECT_BAD_SAFE_ID,
          "A safe id has 1 to 64 of A-Z a-z 0-9 _ - and begins with a letter or digit, but this"
              + " one of "
              + value.length()
              + " characters does not: use a staff or case number, never a name.");
    }
  }

  @Override
  public int compareTo(SafeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
