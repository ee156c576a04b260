package mien.core.photo;

/**
 * The bits of a JPEG's entropy-coded data: stuffed bytes taken out, ending at the next marker. Past
 * the end every bit is 0, and {@link #starved} remembers that it was asked for. For one thread.
 */
final class JpegBits {

  private final byte[] file;
  private final int end;
  private int at;
  private long window;
  private int held;

  /** Bits from {@code at} to the next marker, at most to {@code end}. */
  JpegBits(byte[] file, int at, int end) {
    this.file = file;
    this.at = at;
    this.end = end;
  }

  /** The next {@code count} bits, 1 to 16, without taking them. */
  int peek(int count) {
    if (held < 16) {
      fill();
    }
    return (int) (window >>> 64 - count);
  }

  /** Takes {@code count} bits, 0 to 16. */
  void skip(int count) {
    if (held < count) {
      fill();
    }
    window <<= count;
    held -= count;
  }

  /** Takes {@code count} bits, 1 to 16. */
  int take(int count) {
    int bits = peek(count);
    skip(count);
    return bits;
  }

  /** Whether more bits were taken than there are. */
  boolean starved() {
    return held < 0;
  }

  /**
   * Takes the restart marker that must come now.
   *
   * @param number 0 to 7
   * @return false if another marker comes, or none
   */
  boolean restart(int number) {
    window = 0;
    held = 0;
    while (at + 1 < end) {
      int next = file[at + 1] & 0xff;
      if (file[at] == (byte) 0xFF && next != 0 && next != 0xFF) {
        at += 2;
        return next == 0xD0 + number;
      }
      at++;
    }
    return false;
  }

  /** Whole bytes up to {@code end} that were not taken, markers included. */
  int left() {
    return Math.max(0, held) / 8 + end - at;
  }

  private void fill() {
    while (held >= 0 && held <= 56 && at < end) {
      int value = file[at] & 0xff;
      int next = at + 1;
      if (value == 0xFF) {
        while (next < end && file[next] == (byte) 0xFF) {
          next++;
        }
        if (next >= end || file[next] != 0) {
          return;
        }
        next++;
      }
      at = next;
      window |= (long) value << 56 - held;
      held += 8;
    }
  }
}
