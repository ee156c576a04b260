package mien.engine.image;

/** Reads raw camera files: their largest embedded JPEG, as the container turns it. */
final class RawReader implements FormatReader {

  private final JpegReader jpegs;

  RawReader(JpegReader jpegs) {
    this.jpegs = jpegs;
  }

  @Override
  public StoredFrame frame(ByteView file, PhotoLimits limits) {
    RawContainer raw = RawContainer.read(file);
    return new StoredFrame(raw.header().width(), raw.header().height(), raw.orientation())
        .within(limits, PhotoFormat.RAW);
  }

  @Override
  public Decoded read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    return jpegs.read(RawContainer.read(file).jpeg(), frame, minLongSide, limits);
  }
}
