package mien.vault.subject;

import java.security.SecureRandom;
import java.util.HexFormat;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * The vault's own name of a subject: 128 random bits, so that it says nothing about the person.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record SubjectId(String value) implements Comparable<SubjectId> {

  /** Refuses anything else, with code {@code subject.bad-id} and blame USER. */
  public SubjectId {
    if (!value.matches("[0-9a-f]{32}")) {
      // What was typed is not repeated: it may be a name.
      throw new MienException(
          VaultFault.SUBJECT_BAD_ID,
          "A subject id has 32 digits of 0-9 a-f, but this one had "
              + value.length()
              + " characters of another kind or number: copy it from the subject's page.");
    }
  }

  /** Draws a new one. */
  static SubjectId draw(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new SubjectId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public int compareTo(SubjectId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
