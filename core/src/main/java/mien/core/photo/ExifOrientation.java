package mien.core.photo;

/**
 * The one thing of an EXIF block (a small TIFF, EXIF 2.32) that a picture cannot do without: how it
 * is turned, tag 0x0112 of the first directory.
 */
public final class ExifOrientation {

  private static final int TAG = 0x112;
  private static final int ENTRY = 12;

  private ExifOrientation() {}

  /**
   * Finds it.
   *
   * @param bytes hold the block
   * @param start of its byte-order mark
   * @param length of the block
   * @return 1 to 8; 1 where it has none, or is damaged
   */
  public static int of(byte[] bytes, int start, int length) {
    int end = start + length;
    boolean bigEndian = ByteSink.hasAscii(bytes, start, end, "MM");
    if (length < 8 || !bigEndian && !ByteSink.hasAscii(bytes, start, end, "II")) {
      return 1;
    }
    long directory = u32(bytes, start + 4, bigEndian) & 0xFFFF_FFFFL;
    if (u16(bytes, start + 2, bigEndian) != 42 || directory < 1 || directory > length - 2) {
      return 1;
    }
    int at = start + (int) directory;
    int count = Math.min(u16(bytes, at, bigEndian), (end - at - 2) / ENTRY);
    for (int entry = at + 2; entry < at + 2 + count * ENTRY; entry += ENTRY) {
      if (u16(bytes, entry, bigEndian) == TAG) {
        return value(bytes, entry, bigEndian);
      }
    }
    return 1;
  }

  private static int value(byte[] bytes, int entry, boolean bigEndian) {
    int type = u16(bytes, entry + 2, bigEndian);
    boolean one = u32(bytes, entry + 4, bigEndian) == 1;
    int value =
        switch (type) {
          case 1 -> bytes[entry + 8] & 0xff;
          case 3 -> u16(bytes, entry + 8, bigEndian);
          case 4 -> u32(bytes, entry + 8, bigEndian);
          default -> 1;
        };
    return one && value >= 1 && value <= 8 ? value : 1;
  }

  /** A block that says this and nothing else: 26 bytes, without JPEG's prefix. */
  static byte[] block(int orientation) {
    return new ByteSink(26)
        .ascii("MM\0*")
        .bigEndian(8)
        .put(0, 1, TAG >> 8, TAG, 0, 3)
        .bigEndian(1)
        .put(0, orientation, 0, 0)
        .bigEndian(0)
        .toArray();
  }

  private static int u16(byte[] bytes, int at, boolean bigEndian) {
    int a = bytes[at] & 0xff;
    int b = bytes[at + 1] & 0xff;
    return bigEndian ? a << 8 | b : b << 8 | a;
  }

  private static int u32(byte[] bytes, int at, boolean bigEndian) {
    return bigEndian ? ByteSink.bigEndian(bytes, at) : ByteSink.littleEndian(bytes, at);
  }
}
