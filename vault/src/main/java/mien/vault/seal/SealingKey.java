package mien.vault.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * One 256-bit key that seals bytes with AES-256-GCM (NIST SP 800-38D).
 *
 * <p>A sealed value is {@code 0x01 | nonce (12) | ciphertext | tag (16)}. The nonce is random: at
 * most 2^32 values may be sealed under one key, which no subject reaches. The <em>context</em> is
 * authenticated but not stored: a value that is moved to another row, subject or file does not
 * open.
 *
 * <p>Immutable and thread-safe. {@link #toString} shows nothing of the key.
 */
public final class SealingKey {

  /** Bytes of a key. */
  public static final int LENGTH = 32;

  /** How many bytes sealing adds. */
  public static final int OVERHEAD = 29;

  private static final byte FORMAT = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final byte[] key;

  private SealingKey(byte[] key) {
    this.key = key;
  }

  /** Takes a key of {@value #LENGTH} bytes, copied. */
  public static SealingKey of(byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes, but this one had " + key.length);
    }
    return new SealingKey(key.clone());
  }

  /** Draws a new key. */
  public static SealingKey draw(SecureRandom random) {
    byte[] key = new byte[LENGTH];
    random.nextBytes(key);
    return new SealingKey(key);
  }

  /** Seals {@code plain}; {@code context} says what and whose it is. */
  public byte[] seal(byte[] plain, String context, SecureRandom random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = new byte[OVERHEAD + plain.length];
    sealed[0] = FORMAT;
    System.arraycopy(nonce, 0, sealed, 1, NONCE);
    try {
      cipher(Cipher.ENCRYPT_MODE, nonce, context)
          .doFinal(plain, 0, plain.length, sealed, 1 + NONCE);
    } catch (GeneralSecurityException e) {
      throw new MienException(VaultFault.SEAL, "AES-256-GCM must be there and was not.", e);
    }
    return sealed;
  }

  /**
   * Opens what {@link #seal} made with the same context.
   *
   * @throws MienException blame OPERATOR, code {@code vault.unsealable}: another key, another
   *     context, or changed bytes; which of them it was cannot be known
   */
  public byte[] open(byte[] sealed, String context) {
    if (sealed.length < OVERHEAD || sealed[0] != FORMAT) {
      throw unsealable(context, null);
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, context)
          .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
    } catch (GeneralSecurityException e) {
      throw unsealable(context, e);
    }
  }

  /** Wraps another key, so that it may be stored. */
  public byte[] wrap(SealingKey other, String context, SecureRandom random) {
    return seal(other.key, context, random);
  }

  /** Unwraps what {@link #wrap} made. */
  public SealingKey unwrap(byte[] wrapped, String context) {
    return of(open(wrapped, context));
  }

  /** Whether it is the same key; in constant time. */
  public boolean sameAs(SealingKey other) {
    return MessageDigest.isEqual(key, other.key);
  }

  /** HMAC-SHA256 of {@code message} under this key; 32 bytes. */
  public byte[] authenticate(String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new MienException(VaultFault.SEAL, "HMAC-SHA256 must be there and was not.", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static MienException unsealable(
      String context, @org.jspecify.annotations.Nullable Throwable cause) {
    // The context names rows and ids of the vault's own making, no person.
    String what = context.substring(0, Math.max(0, context.indexOf('|')));
    String message =
        "A sealed value ("
            + what
            + ") does not open: it was changed, or sealed under another key. Restore the vault and"
            + " its keys from the same backup, or erase the subject.";
    return cause == null
        ? new MienException(VaultFault.UNSEALABLE, message)
        : new MienException(VaultFault.UNSEALABLE, message, cause);
  }

  @Override
  public String toString() {
    return "SealingKey";
  }
}
