package mien.engine.image;

import java.util.List;
import mien.core.photo.JpegCompleteness;
import mien.core.photo.PhotoIntegrity;

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
  public Decoded read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    JpegHeader header = JpegHeader.read(file);
    header.requireDecodable(file);
    String why = "";
    for (JpegCodec codec : codecs) {
      Cancellation.check();
      try {
        JpegCodec.Result result = codec.decode(file, header, minLongSide);
        Cancellation.check();
        if (!codec.appliesProfile()) {
          header.icc().ifPresent(i -> ColorProfile.toSrgb(result.pixels(), i, header.gray()));
        }
        return new Decoded(result.pixels(), integrity(file, result.warned()));
      } catch (CodecRefusal e) {
        why = e.why();
      }
    }
    throw Refusal.damaged(PhotoFormat.JPEG, why);
  }

  /**
   * Codecs warn of harmless faults in the same breath, each in words of its own, and one only
   * counts them: what they warn of is looked at once more, and so is a file without an end.
   */
  private static PhotoIntegrity integrity(ByteView file, boolean warned) {
    boolean doubtful =
        warned || !JpegCompleteness.hasEnd(file.array(), file.start(), file.length());
    return doubtful
        ? JpegCompleteness.of(file.array(), file.start(), file.length())
        : new PhotoIntegrity.Whole();
  }
}
