package mien.engine.image;

import java.util.List;
import mien.core.photo.PhotoIntegrity;

/**
 * Reads WebP files: lossy, lossless, with alpha (over white), and the first frame of animations.
 */
final class WebpReader implements FormatReader {

  private final List<WebpCodec> codecs;

  /** Codecs in the order in which they are asked; the last is the plain one. */
  WebpReader(List<WebpCodec> codecs) {
    this.codecs = List.copyOf(codecs);
  }

  @Override
  public StoredFrame frame(ByteView file, PhotoLimits limits) {
    WebpContainer webp = WebpContainer.read(file);
    return new StoredFrame(
            webp.canvasWidth(),
            webp.canvasHeight(),
            webp.exif().map(TiffDirectories::orientationOf).orElse(1))
        .within(limits, PhotoFormat.WEBP);
  }

  @Override
  public Decoded read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    WebpContainer webp = WebpContainer.read(file);
    String why = "";
    for (WebpCodec codec : codecs) {
      Cancellation.check();
      try {
        Pixels still = codec.decode(webp);
        Cancellation.check();
        Pixels canvas = onCanvas(still, webp);
        Pixels pixels = BoxReduction.reduce(canvas, BoxReduction.factor(frame, minLongSide));
        webp.icc().ifPresent(icc -> ColorProfile.toSrgb(pixels, icc, false));
        return new Decoded(pixels, PhotoIntegrity.of(!webp.cut()));
      } catch (CodecRefusal e) {
        why = e.why();
      }
    }
    throw Refusal.damaged(PhotoFormat.WEBP, why);
  }

  private static Pixels onCanvas(Pixels still, WebpContainer webp) {
    if (still.width() == webp.canvasWidth() && still.height() == webp.canvasHeight()) {
      return still;
    }
    Pixels canvas = Pixels.white(webp.canvasWidth(), webp.canvasHeight());
    for (int y = 0; y < still.height(); y++) {
      int at = ((webp.top() + y) * canvas.width() + webp.left()) * 3;
      System.arraycopy(still.rgb(), y * still.width() * 3, canvas.rgb(), at, still.width() * 3);
    }
    return canvas;
  }
}
