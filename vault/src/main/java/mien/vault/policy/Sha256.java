package mien.vault.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

  /** Refuses anything else. */
  public Sha256 {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new MienException(
          VaultFault.BAD_HASH, "A SHA-256 has 64 digits of 0-9 a-f, and this one has not.");
    }
  }

  /** The digest of bytes. */
  public static Sha256 of(byte[] bytes) {
    return ofDigest(digest().digest(bytes));
  }

  /** The JDK's SHA-256, for one thread. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new MienException(VaultFault.SEAL, "SHA-256 must be there and was not.", e);
    }
  }

  /** The digest of a text as UTF-8. */
  public static Sha256 of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes the 32 bytes of a digest. */
  public static Sha256 ofDigest(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
