package mien.engine.image;

import mien.core.photo.PhotoIntegrity;

/** Reads the formats that only the plain way does; their sizes come from our own parsers. */
final class ImageIoReader implements FormatReader {

  /** Finds the size (and refuses traps) before ImageIO sees the file. */
  interface Sizes {
    StoredFrame frame(ByteView file, PhotoLimits limits);
  }

  /** Tells whether the data last for the whole picture; ImageIO fills up what is missing. */
  interface Data {
    boolean complete(ByteView file);
  }

  private final PhotoFormat format;
  private final Sizes sizes;
  private final Data data;

  ImageIoReader(PhotoFormat format, Sizes sizes, Data data) {
    this.format = format;
    this.sizes = sizes;
    this.data = data;
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
  public Decoded read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    try {
      Pixels full = ImageIoPixels.read(file, format.name(), frame.width(), frame.height()).pixels();
      Pixels pixels = BoxReduction.reduce(full, BoxReduction.factor(frame, minLongSide));
      return new Decoded(pixels, PhotoIntegrity.of(data.complete(file)));
    } catch (CodecRefusal e) {
      throw Refusal.damaged(format, e.why(), e);
    }
  }
}
