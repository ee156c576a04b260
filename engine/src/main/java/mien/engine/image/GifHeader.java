package mien.engine.image;

/** Finds the first frame of a GIF (GIF89a specification). */
final class GifHeader {

  private GifHeader() {}

  /** Refuses both a logical screen and a first frame that break the limits. */
  static StoredFrame frame(ByteView file, PhotoLimits limits) {
    StoredFrame.requireWithin(
        limits, PhotoFormat.GIF, Math.max(1, file.u16(6, false)), Math.max(1, file.u16(8, false)));
    long at = descriptor(file);
    return new StoredFrame(file.u16(at + 4, false), file.u16(at + 6, false), 1);
  }

  /** Where the first frame says its place and size. */
  static long descriptor(ByteView file) {
    long at = 13L + colorTable(file.u8(10));
    while (true) {
      int block = file.u8(at++);
      switch (block) {
        case 0x2C -> {
          return at;
        }
        case 0x21 -> {
          at++;
          while (file.u8(at) != 0) {
            at += file.u8(at) + 1L;
          }
          at++;
        }
        default -> throw Refusal.damaged(PhotoFormat.GIF, "it has no frame");
      }
    }
  }

  static int colorTable(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }
}
