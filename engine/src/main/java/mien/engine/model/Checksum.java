package mien.engine.model;

import java.io.IOException;
import java.io.InputStream;
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
record Checksum(String algorithm, String hex) {

  private static final int CHUNK = 1 << 16;
  private static final int SHA512_BYTES = 64;
  private static final String NPM_SHA512 = "sha512-";

  static Checksum sha256(String hex) {
    return new Checksum("SHA-256", hex);
  }

  /** As npm writes it: {@code sha512-} and base64. */
  static Checksum integrity(String text) {
    byte[] bytes =
        text.startsWith(NPM_SHA512)
            ? Base64.getDecoder().decode(text.substring(NPM_SHA512.length()))
            : new byte[0];
    if (bytes.length != SHA512_BYTES) {
      throw new IllegalArgumentException("not the SHA-512 of a package: " + text);
    }
    return new Checksum("SHA-512", HexFormat.of().formatHex(bytes));
  }

  boolean matches(Path file) throws IOException {
    return of(algorithm, file).equals(hex);
  }

  /** Hexadecimal digits of the bytes of a file, read in pieces. */
  static String of(String algorithm, Path file) throws IOException {
    MessageDigest digest = digest(algorithm);
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256 and SHA-512", e);
    }
  }
}
