package mien.engine.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 as 64 lower-case hexadecimal digits. */
final class Sha256 {

  private Sha256() {}

  /** Of the bytes from the buffer's position to its limit; moves the position. */
  static String of(ByteBuffer bytes) {
    MessageDigest digest = digest();
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of a file, read in pieces. */
  static String of(Path file) throws IOException {
    return Checksum.of("SHA-256", file);
  }

  private static MessageDigest digest() {
    return Checksum.digest("SHA-256");
  }
}
