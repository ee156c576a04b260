package mien.studio.http;

import java.security.MessageDigest;
import mien.vault.policy.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The secret that clients show in {@code X-API-Key}. Only its SHA-256 is held; comparing takes the
 * same time whatever is shown, so that the key cannot be found letter by letter.
 */
public final class ApiKey {

  static final String HEADER = "X-API-Key";

  /** Shorter ones can be guessed. */
  static final int SHORTEST = 16;

  private static final int LONGEST = 512;

  private final byte[] digest;

  /**
   * A key.
   *
   * @param secret 16 to 512 visible ASCII characters
   */
  public ApiKey(String secret) {
    if (secret.length() < SHORTEST || secret.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an API key has "
              + SHORTEST
              + " to "
              + LONGEST
              + " characters, but has "
              + secret.length());
    }
    if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "an API key is one word of visible ASCII characters: a header carries no others safely");
    }
    digest = sha256(secret);
  }

  /** Whether this is the key; in constant time. */
  public boolean matches(@Nullable String shown) {
    return shown != null
        && shown.length() <= LONGEST
        && MessageDigest.isEqual(digest, sha256(shown));
  }

  /** Whether both are one key. */
  public boolean sameAs(ApiKey other) {
    return MessageDigest.isEqual(digest, other.digest);
  }

  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }

  private static byte[] sha256(String text) {
    return Sha256.of(text).bytes();
  }
}
