package mien.engine.image;

import java.util.List;

/** Reads JPEG files with the fastest codec that does them. */
final class JpegReader implements FormatReader {

  private final List<JpegCodec> codecs;

  /** Codecs in the order in which they are asked; the last is the plain one. */
  JpegReader(List<JpegCodec> codecs) {
    this.codecs = List.copyOf(codecs);
  }

  @Override
  public StoredFrame frame(ByteView file, PhotoLimits limits) {
    JpegHeader h = JpegHeader.read(file);
    return new StoredFrame(h.width(), h.height(), h.orientation()).within(limits, PhotoFormat.JPEG);
  }

  @Override
  public Pixels read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    JpegHeader header = JpegHeader.read(file);
    header.requireDecodable(file);
    String why = "";
    for (JpegCodec codec : codecs) {
      try {
        Pixels pixels = codec.decode(file, header, minLongSide);
        if (!codec.appliesProfile()) {
          header.icc().ifPresent(icc -> ColorProfile.toSrgb(pixels, icc, header.grey()));
        }
        return pixels;
      } catch (CodecRefusal e) {
        why = e.why();
      }
    }
    throw Refusal.damaged(PhotoFormat.JPEG, why);
  }
}
