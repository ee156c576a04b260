package mien.engine.image;

/** Finds the size of a Windows or OS/2 bitmap, and whether its rows are all there. */
final class BmpHeader {

  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BIT_FIELDS = 3;

  private BmpHeader() {}

  static StoredFrame frame(ByteView file, PhotoLimits limits) {
    long info = file.u32(14, false);
    long width = info == 12 ? file.u16(18, false) : file.i32(18, false);
    long height = info == 12 ? file.u16(20, false) : Math.abs((long) file.i32(22, false));
    StoredFrame.requireWithin(limits, PhotoFormat.BMP, width, height);
    return new StoredFrame((int) width, (int) height, 1);
  }

  /** Whether the data last for all rows; what is compressed by another format is taken as whole. */
  static boolean complete(ByteView file) {
    boolean core = file.u32(14, false) == 12;
    long width = core ? file.u16(18, false) : file.i32(18, false);
    long height = core ? file.u16(20, false) : Math.abs((long) file.i32(22, false));
    int bits = file.u16(core ? 24 : 28, false);
    long compression = core ? 0 : file.u32(30, false);
    long data = file.u32(10, false);
    if (compression == RLE8 || compression == RLE4) {
      return runs(file, data, height, compression == RLE4);
    }
    long row = (width * bits + 31) / 32 * 4;
    // The padding of the last row holds nothing.
    long needed = row * (height - 1) + (width * bits + 7) / 8;
    return compression > BIT_FIELDS || file.covers(data, needed);
  }

  private static boolean runs(ByteView file, long data, long height, boolean halves) {
    long at = data;
    long rows = 0;
    while (file.covers(at, 2)) {
      int count = file.u8(at);
      int value = file.u8(at + 1);
      at += 2;
      if (count == 0 && value == 1) {
        return true;
      }
      if (count == 0 && value == 0) {
        rows++;
      } else if (count == 0 && value == 2) {
        rows += file.covers(at, 2) ? file.u8(at + 1) : 0;
        at += 2;
      } else if (count == 0) {
        at += (halves ? (value + 1) / 2 : value) + 1 & ~1;
      }
    }
    return rows >= height;
  }
}
