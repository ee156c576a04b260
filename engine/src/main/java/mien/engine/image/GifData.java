package mien.engine.image;

/**
 * Whether the first frame of a GIF has all of its pixels: the LZW codes are read and counted
 * (GIF89a, appendix F), no pixel is made. ImageIO leaves pixels that never came as they were.
 */
final class GifData {

  private static final int MOST_CODES = 4096;

  private final ByteView file;
  private final int[] lengths = new int[MOST_CODES];
  private long at;
  private int blockLeft;
  private int window;
  private int held;

  private GifData(ByteView file, long at) {
    this.file = file;
    this.at = at;
  }

  static boolean complete(ByteView file) {
    try {
      long frame = GifHeader.descriptor(file);
      long pixels = (long) file.u16(frame + 4, false) * file.u16(frame + 6, false);
      long data = frame + 9 + GifHeader.colorTable(file.u8(frame + 8));
      return new GifData(file, data + 1).has(pixels, file.u8(data));
    } catch (ByteView.Truncated _) {
      return false;
    }
  }

  private boolean has(long pixels, int minBits) {
    if (minBits < 1 || minBits > 11) {
      return false;
    }
    int clear = 1 << minBits;
    int next = clear + 2;
    int bits = minBits + 1;
    int last = 0;
    long count = 0;
    java.util.Arrays.fill(lengths, 0, clear, 1);
    while (count < pixels) {
      int code = code(bits);
      if (code == clear) {
        next = clear + 2;
        bits = minBits + 1;
        last = 0;
        continue;
      }
      if (code == clear + 1 || code > next || code == next && last == 0) {
        return false;
      }
      if (last > 0 && next < MOST_CODES) {
        lengths[next++] = last + 1;
        bits = Math.min(12, next == 1 << bits ? bits + 1 : bits);
      }
      last = lengths[code];
      count += last;
    }
    return true;
  }

  private int code(int bits) {
    while (held < bits) {
      if (blockLeft == 0) {
        blockLeft = file.u8(at++);
        if (blockLeft == 0) {
          throw new ByteView.Truncated(at);
        }
      }
      window |= file.u8(at++) << held;
      held += 8;
      blockLeft--;
    }
    int code = window & (1 << bits) - 1;
    window >>>= bits;
    held -= bits;
    return code;
  }
}
