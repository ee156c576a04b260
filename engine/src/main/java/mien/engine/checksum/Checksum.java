package mien.engine.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a file must hash to.
 *
 * @param algorithm as {@link MessageDigest} names it
 * @param hex lower-case hexadecimal digits
 */
public record Checksum(String algorithm, String hex) {

  private static final int CHUNK = 1 << 16;
  private static final int SHA512_BYTES = 64;
  private static final String NPM_SHA512 = "sha512-";

  /** A SHA-256. */
  public static Checksum ofSha256(String hex) {
    return new Checksum("SHA-256", hex);
  }

  /** As npm writes it: {@code sha512-} and base64. */
  public static Checksum integrity(String text) {
    byte[] bytes =
        text.startsWith(NPM_SHA512)
            ? Base64.getDecoder().decode(text.substring(NPM_SHA512.length()))
            : new byte[0];
    if (bytes.length != SHA512_BYTES) {
      throw new IllegalArgumentException("not the SHA-512 of a package: " + text);
    }
    return new Checksum("SHA-512", HexFormat.of().formatHex(bytes));
  }

  /** Whether a file has it. */
  public boolean matches(Path file) throws IOException {
    return of(algorithm, file).equals(hex);
  }

  /** The SHA-256 of bytes, in lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    return sha256(ByteBuffer.wrap(bytes));
  }

  /** The same of the bytes from the buffer's position to its limit; moves the position. */
  public static String sha256(ByteBuffer bytes) {
    MessageDigest digest = digest("SHA-256");
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Hexadecimal digits of the bytes of a file, read in pieces. */
  public static String of(String algorithm, Path file) throws IOException {
    MessageDigest digest = digest(algorithm);
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256 and SHA-512", e);
    }
  }
}
