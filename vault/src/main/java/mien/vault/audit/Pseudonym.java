package mien.vault.audit;

import mien.core.audit.Hash;

/**
 * Who an audit event is about, in a form that only the vault can lead back to a person: HMAC-SHA256
 * of the subject's id under the subject's own audit key. When that key is destroyed, no one can.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Pseudonym(String hex) {

  /** For events about no one, as a change of the master key: 32 zero bytes. */
  public static final Pseudonym NONE = new Pseudonym("0".repeat(64));

  /** Checks the digits. */
  public Pseudonym {
    hex = Hash.ofHex(hex).hex();
  }

  /**
   * Takes the bytes of an HMAC-SHA256.
   *
   * @throws IllegalArgumentException if they are not 32
   */
  public static Pseudonym of(byte[] bytes) {
    return new Pseudonym(Hash.of(bytes).hex());
  }

  /** A copy of the 32 bytes. */
  public byte[] toArray() {
    return Hash.ofHex(hex).toArray();
  }
}
