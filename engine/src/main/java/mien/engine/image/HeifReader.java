package mien.engine.image;

import java.util.Optional;
import mien.core.photo.PhotoIntegrity;

/** Reads HEIC or AVIF through the system's libheif, or refuses and names it. */
final class HeifReader implements FormatReader {

  private final PhotoFormat format;
  private final Optional<LibHeif> library;
  private final CodecReport report;

  /**
   * A reader.
   *
   * @param library empty where it cannot be loaded or has no decoder for this format
   * @param report why
   */
  HeifReader(PhotoFormat format, Optional<LibHeif> library, CodecReport report) {
    this.format = format;
    this.library = library;
    this.report = report;
  }

  @Override
  public StoredFrame frame(ByteView file, PhotoLimits limits) {
    LibHeif heif = required();
    boolean transforms = IsoBoxes.transforms(file, format, limits);
    try {
      return heif.frame(file, limits, transforms).within(limits, format);
    } catch (CodecRefusal e) {
      throw Refusal.damaged(format, e.why());
    }
  }

  @Override
  public Decoded read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    Cancellation.check();
    try {
      LibHeif.Decoded full = required().decode(file, frame, limits);
      Cancellation.check();
      Pixels pixels = BoxReduction.reduce(full.pixels(), BoxReduction.factor(frame, minLongSide));
      full.icc().ifPresent(icc -> ColorProfile.toSrgb(pixels, icc, false));
      return new Decoded(pixels, PhotoIntegrity.of(!full.concealed()));
    } catch (CodecRefusal e) {
      throw Refusal.damaged(format, e.why());
    }
  }

  private LibHeif required() {
    return library.orElseThrow(() -> Refusal.codecMissing(format, report));
  }
}
