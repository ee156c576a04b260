package mien.vault.audit;

import java.security.PublicKey;
import java.util.HexFormat;
import java.util.regex.Pattern;
import mien.vault.policy.Sha256;

/**
 * Which key signed a head: the first 8 bytes of the SHA-256 of its SubjectPublicKeyInfo (DER).
 *
 * @param hex 16 lower-case hexadecimal digits
 */
public record KeyId(String hex) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /** Checks the digits. */
  public KeyId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "a key id is 16 lower-case hexadecimal digits, but this one had "
              + hex.length()
              + " characters");
    }
  }

  /** The id of a key. */
  public static KeyId of(PublicKey key) {
    byte[] hash = Sha256.digest().digest(key.getEncoded());
    return new KeyId(HexFormat.of().formatHex(hash, 0, 8));
  }
}
