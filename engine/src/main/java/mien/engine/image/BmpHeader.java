package mien.engine.image;

/** Finds the size of a Windows or OS/2 bitmap. */
final class BmpHeader {

  private BmpHeader() {}

  static StoredFrame frame(ByteView file, PhotoLimits limits) {
    long info = file.u32(14, false);
    long width = info == 12 ? file.u16(18, false) : file.i32(18, false);
    long height = info == 12 ? file.u16(20, false) : Math.abs((long) file.i32(22, false));
    StoredFrame.requireWithin(limits, PhotoFormat.BMP, width, height);
    return new StoredFrame((int) width, (int) height, 1);
  }
}
