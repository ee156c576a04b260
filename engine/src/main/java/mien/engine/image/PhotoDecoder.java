package mien.engine.image;

import java.util.List;
import java.util.Objects;

/**
 * Photo bytes to an upright sRGB {@link Photo}.
 *
 * <p>The format is found by content. Limits are checked on what the file says of itself before
 * anything of that size is allocated. Translucent pictures are laid over white; animations give
 * their first frame. Immutable and safe for many threads; decoding runs on the caller's thread and
 * a native codec pins it, so call from platform threads.
 *
 * <p>Every refusal is a {@link mien.core.MienException} with blame USER and one of the codes {@code
 * photo.empty}, {@code photo.unknown-format}, {@code photo.too-large}, {@code
 * photo.too-many-pixels}, {@code photo.damaged}, {@code photo.unsupported}, {@code
 * photo.codec-missing}. A file that is cut off or damaged is a picture where its codec can show the
 * rest, and {@link Photo#incomplete} says so; it is a refusal where none can.
 */
public final class PhotoDecoder {

  private final PhotoLimits limits;
  private final Codecs codecs;

  /** A decoder with limits; a codec of this machine is loaded when a photo first needs it. */
  public PhotoDecoder(PhotoLimits limits) {
    this(limits, Codecs.ofThisMachine());
  }

  PhotoDecoder(PhotoLimits limits, Codecs codecs) {
    this.limits = Objects.requireNonNull(limits, "limits");
    this.codecs = codecs;
  }

  /**
   * What the file says of itself, without decoding it.
   *
   * @throws mien.core.MienException for every refusal
   */
  public PhotoHeader header(byte[] bytes) {
    PhotoFormat format = formatOf(bytes);
    StoredFrame f = frame(format, new ByteView(bytes));
    boolean swap = Orientation.transposes(f.orientation());
    return new PhotoHeader(
        format, swap ? f.height() : f.width(), swap ? f.width() : f.height(), f.orientation());
  }

  /**
   * Decodes upright.
   *
   * @param bytes the file
   * @param minLongSide the held long side is at least this, or the photo's own where that is less;
   *     the photo is held at the smallest scale that keeps it and that the codec has (JPEG: n/8 of
   *     the size; all others: 1/n). {@code Integer.MAX_VALUE} holds it at its own size
   * @throws mien.core.MienException for every refusal
   */
  public Photo decode(byte[] bytes, int minLongSide) {
    if (minLongSide < 1) {
      throw new IllegalArgumentException("minLongSide is at least 1, but was " + minLongSide);
    }
    PhotoFormat format = formatOf(bytes);
    FormatReader reader = codecs.reader(format);
    ByteView file = new ByteView(bytes);
    StoredFrame f = frame(format, file);
    try {
      Decoded decoded = reader.read(file, f, minLongSide, limits);
      Cancellation.check();
      Pixels upright = Orientation.upright(decoded.pixels(), f.orientation());
      boolean swap = Orientation.transposes(f.orientation());
      return Photo.wrap(
          upright.width(),
          upright.height(),
          swap ? f.height() : f.width(),
          swap ? f.width() : f.height(),
          upright.rgb(),
          decoded.integrity());
    } catch (ByteView.Truncated e) {
      throw Refusal.damaged(format, e.why());
    } catch (OutOfMemoryError e) {
      // The one large array was refused before it existed; the process is as well as before.
      throw Refusal.noMemory(f.width(), f.height(), e);
    }
  }

  /**
   * A camera frame as a photo; see {@link RawFrame}.
   *
   * @throws mien.core.MienException where the frame breaks the limits
   */
  public Photo decode(RawFrame frame) {
    if ((long) frame.width() * frame.height() > limits.maxPixels()
        || Math.max(frame.width(), frame.height()) > limits.maxSide()) {
      throw Refusal.tooManyPixels(frame.width(), frame.height(), limits);
    }
    return frame.toPhoto();
  }

  /** What decodes here, fastest first, and why a faster one does not. */
  public List<CodecReport> codecs() {
    return codecs.reports();
  }

  private StoredFrame frame(PhotoFormat format, ByteView file) {
    try {
      return codecs.reader(format).frame(file, limits);
    } catch (ByteView.Truncated e) {
      throw Refusal.damaged(format, e.why());
    }
  }

  private PhotoFormat formatOf(byte[] bytes) {
    if (bytes.length == 0) {
      throw Refusal.empty();
    }
    if (bytes.length > limits.maxBytes()) {
      throw Refusal.tooLarge(bytes.length, limits);
    }
    return PhotoFormat.of(bytes).orElseThrow(Refusal::unknownFormat);
  }
}
