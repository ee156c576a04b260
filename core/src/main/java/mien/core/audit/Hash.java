package mien.core.audit;

import java.util.Arrays;

/** A SHA-256 value: 32 bytes that compare by what they are. Immutable, for any thread. */
public final class Hash {

  /** How many bytes a hash has. */
  public static final int BYTES = 32;

  private static final String DIGITS = "0123456789abcdef";

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes a copy of the bytes.
   *
   * @throws IllegalArgumentException if they are not 32
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a hash has " + BYTES + " bytes, but these were " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /**
   * Reads 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Hash ofHex(String hex) {
    byte[] bytes = new byte[BYTES];
    boolean good = hex.length() == 2 * BYTES;
    for (int i = 0; good && i < BYTES; i++) {
      int high = DIGITS.indexOf(hex.charAt(2 * i));
      int low = DIGITS.indexOf(hex.charAt(2 * i + 1));
      good = high >= 0 && low >= 0;
      bytes[i] = (byte) (high << 4 | low);
    }
    if (!good) {
      throw new IllegalArgumentException(
          "a hash is written as 64 lower-case hexadecimal digits, but this text was not (length "
              + hex.length()
              + ")");
    }
    return new Hash(bytes);
  }

  /** A copy of the 32 bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** Writes the bytes into {@code target} from {@code offset}. */
  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, BYTES);
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    StringBuilder text = new StringBuilder(2 * BYTES);
    for (byte b : bytes) {
      text.append(DIGITS.charAt(b >> 4 & 0xf)).append(DIGITS.charAt(b & 0xf));
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
