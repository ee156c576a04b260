package mien.engine.image;

/** Reads the formats that only the plain way does; their sizes come from our own parsers. */
final class ImageIoReader implements FormatReader {

  /** Finds the size (and refuses traps) before ImageIO sees the file. */
  interface Sizes {
    StoredFrame frame(ByteView file, PhotoLimits limits);
  }

  private final PhotoFormat format;
  private final Sizes sizes;

  ImageIoReader(PhotoFormat format, Sizes sizes) {
    this.format = format;
    this.sizes = sizes;
  }

  @Override
  public StoredFrame frame(ByteView file, PhotoLimits limits) {
    try {
      return sizes.frame(file, limits).within(limits, format);
    } catch (ByteView.Truncated e) {
      throw Refusal.damaged(format, e.why());
    }
  }

  @Override
  public Pixels read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    try {
      Pixels full = ImageIoPixels.read(file, format.name(), frame.width(), frame.height());
      return BoxReduction.reduce(full, BoxReduction.factor(frame, minLongSide));
    } catch (CodecRefusal e) {
      throw Refusal.damaged(format, e.why(), e);
    }
  }
}
