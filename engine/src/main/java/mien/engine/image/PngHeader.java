package mien.engine.image;

/** Finds the size of a PNG. */
final class PngHeader {
  private PngHeader() {}

  static StoredFrame frame(ByteView file, PhotoLimits limits) {
    if (!file.hasText(12, "IHDR")) {
      throw Refusal.damaged(PhotoFormat.PNG, "it does not begin with IHDR");
    }
    StoredFrame.requireWithin(limits, PhotoFormat.PNG, file.u32(16, true), file.u32(20, true));
    return new StoredFrame(file.i32(16, true), file.i32(20, true), 1);
  }
}
