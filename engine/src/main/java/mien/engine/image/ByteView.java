package mien.engine.image;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A window on the bytes of a file that never reads outside itself.
 *
 * <p>Positions are {@code long} because files state them so; a read outside throws {@link
 * Truncated}, which the format's reader turns into a refusal or into "not there".
 */
final class ByteView {

  /** The file ends, or a position points outside it. */
  static final class Truncated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long position;

    Truncated(long position) {
      super("truncated", null, false, false);
      this.position = position;
    }

    /** What is wrong, one clause. */
    String why() {
      return "it ends before byte " + position;
    }
  }

  private final byte[] bytes;
  private final int start;
  private final int length;

  ByteView(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ByteView(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
  }

  /** A part of this view. */
  ByteView slice(long position, long size) {
    if (position < 0 || size < 0 || position > length - size) {
      throw new Truncated(position + size);
    }
    return new ByteView(bytes, start + (int) position, (int) size);
  }

  /** From {@code position} to the end. */
  ByteView from(long position) {
    return slice(position, length - position);
  }

  int length() {
    return length;
  }

  /** The array behind the view: read {@link #length} bytes from {@link #start}. */
  byte[] array() {
    return bytes;
  }

  int start() {
    return start;
  }

  byte[] copy() {
    return java.util.Arrays.copyOfRange(bytes, start, start + length);
  }

  boolean covers(long position, long size) {
    return position >= 0 && size >= 0 && position <= length - size;
  }

  int u8(long position) {
    return bytes[at(position, 1)] & 0xff;
  }

  int u16(long position, boolean bigEndian) {
    int i = at(position, 2);
    int a = bytes[i] & 0xff;
    int b = bytes[i + 1] & 0xff;
    return bigEndian ? a << 8 | b : b << 8 | a;
  }

  int i32(long position, boolean bigEndian) {
    int high = u16(position + (bigEndian ? 0 : 2), bigEndian);
    int low = u16(position + (bigEndian ? 2 : 0), bigEndian);
    return high << 16 | low;
  }

  long u32(long position, boolean bigEndian) {
    return i32(position, bigEndian) & 0xffffffffL;
  }

  long i64(long position, boolean bigEndian) {
    long high = u32(position + (bigEndian ? 0 : 4), bigEndian);
    long low = u32(position + (bigEndian ? 4 : 0), bigEndian);
    return high << 32 | low;
  }

  String text(long position, int size) {
    return new String(bytes, at(position, size), size, StandardCharsets.ISO_8859_1);
  }

  boolean hasText(long position, String text) {
    return covers(position, text.length()) && text(position, text.length()).equals(text);
  }

  boolean startsWith(long position, int... values) {
    if (!covers(position, values.length)) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (u8(position + i) != values[i]) {
        return false;
      }
    }
    return true;
  }

  private int at(long position, int size) {
    if (!covers(position, size)) {
      throw new Truncated(Math.max(position, 0) + size);
    }
    return Objects.checkIndex(start + (int) position, bytes.length);
  }
}
