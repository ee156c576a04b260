package mien.vault.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/**
 * The signed word that something was destroyed. It names no one: a pseudonym of the audit log
 * stands in it.
 *
 * <p>The text is lines {@code name: value} of printable ASCII, the first line {@code mien erasure
 * receipt v1}; the signature is Ed25519 (RFC 8032) over its bytes, so that anyone can check it with
 * {@code openssl pkeyutl -verify -rawin}.
 *
 * @param id the vault's own, 32 hexadecimal digits
 * @param text what was destroyed, where the program looked, and what it did not find
 * @param signature 64 bytes, copied
 */
public record ErasureReceipt(String id, String text, byte[] signature) {

  /** Copies; refuses a signature of another length. */
  public ErasureReceipt {
    if (signature.length != 64) {
      throw new IllegalArgumentException(
          "a signature has 64 bytes, but this one had " + signature.length);
    }
    signature = signature.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /** The signature, to print: base64. */
  public String signatureBase64() {
    return Base64.getEncoder().encodeToString(signature);
  }

  /** Whether {@code key} signed this very text. */
  public boolean verify(PublicKey key) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.US_ASCII));
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ErasureReceipt that
        && id.equals(that.id)
        && text.equals(that.text)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
