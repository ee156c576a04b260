package mien.core.photo;

import java.util.Arrays;

/** Bytes that are put one after another into an array of fixed size. For one thread. */
final class ByteSink {

  private final byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  ByteSink put(byte[] from, int start, int length) {
    System.arraycopy(from, start, bytes, size, length);
    size += length;
    return this;
  }

  /** The low eight bits of each value. */
  ByteSink put(int... values) {
    for (int value : values) {
      bytes[size++] = (byte) value;
    }
    return this;
  }

  ByteSink ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  ByteSink bigEndian(int value) {
    return put(value >> 24, value >> 16, value >> 8, value);
  }

  ByteSink littleEndian(int value) {
    return put(value, value >> 8, value >> 16, value >> 24);
  }

  /** Puts the byte at a place that has been filled. */
  void change(int at, int value) {
    bytes[at] = (byte) value;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  static int bigEndian(byte[] from, int at) {
    return from[at] << 24
        | (from[at + 1] & 0xff) << 16
        | (from[at + 2] & 0xff) << 8
        | from[at + 3] & 0xff;
  }

  static int littleEndian(byte[] from, int at) {
    return from[at + 3] << 24
        | (from[at + 2] & 0xff) << 16
        | (from[at + 1] & 0xff) << 8
        | from[at] & 0xff;
  }

  static boolean hasAscii(byte[] in, int at, int end, String text) {
    if (at < 0 || at + text.length() > end) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (in[at + i] != (byte) text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
