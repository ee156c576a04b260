package mien.engine.image;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The chunks of a WebP file (RIFF container, RFC 9649).
 *
 * @param canvasWidth columns of the whole picture
 * @param canvasHeight rows of the whole picture
 * @param still the picture without metadata, as a file of its own: of an animation, the first frame
 * @param left column of the canvas where the still begins
 * @param top row of the canvas where the still begins
 * @param width columns of the still
 * @param height rows of the still
 * @param alpha whether it may be translucent
 * @param exif its EXIF block
 * @param icc its color profile
 * @param cut whether the file ends before the still does
 */
record WebpContainer(
    int canvasWidth,
    int canvasHeight,
    byte[] still,
    int left,
    int top,
    int width,
    int height,
    boolean alpha,
    Optional<ByteView> exif,
    Optional<byte[]> icc,
    boolean cut) {

  private static final int MAX_ICC_BYTES = 4_000_000;

  /** The size of a bit stream and whether it has alpha. */
  private record Stream(int width, int height, boolean alpha) {}

  static WebpContainer read(ByteView file) {
    try {
      return new Walk().walk(file);
    } catch (ByteView.Truncated e) {
      throw Refusal.damaged(PhotoFormat.WEBP, e.why());
    }
  }

  private static final class Walk {
    private int canvasWidth;
    private int canvasHeight;
    private int left;
    private int top;
    private boolean cut;
    private Optional<ByteView> exif = Optional.empty();
    private Optional<byte[]> icc = Optional.empty();
    private Optional<ByteView> alphaChunk = Optional.empty();
    private Optional<ByteView> picture = Optional.empty();

    WebpContainer walk(ByteView file) {
      chunks(file.from(12));
      ByteView data =
          picture.orElseThrow(() -> Refusal.damaged(PhotoFormat.WEBP, "it has no picture"));
      Stream stream = stream(data);
      if (canvasWidth == 0) {
        canvasWidth = stream.width();
        canvasHeight = stream.height();
      }
      if (left + stream.width() > canvasWidth || top + stream.height() > canvasHeight) {
        throw Refusal.damaged(PhotoFormat.WEBP, "its picture is larger than its canvas");
      }
      boolean alpha = stream.alpha() || alphaChunk.isPresent();
      return new WebpContainer(
          canvasWidth,
          canvasHeight,
          still(data, stream),
          left,
          top,
          stream.width(),
          stream.height(),
          alpha,
          exif,
          icc,
          cut);
    }

    private void chunks(ByteView view) {
      long at = 0;
      while (view.covers(at, 8)) {
        String name = view.text(at, 4);
        long size = view.u32(at + 4, false);
        // The picture itself may be cut off: decoders give what there is.
        ByteView body = view.slice(at + 8, Math.min(size, view.length() - at - 8));
        boolean part = name.equals("ALPH") || name.equals("VP8 ") || name.equals("VP8L");
        cut |= part && picture.isEmpty() && body.length() < size;
        chunk(name, body, at == 0);
        at += 8 + size + (size & 1);
      }
    }

    private void chunk(String name, ByteView body, boolean first) {
      switch (name) {
        case "VP8X" -> {
          if (first) {
            canvasWidth = 1 + u24(body, 4);
            canvasHeight = 1 + u24(body, 7);
          }
        }
        case "ANMF" -> {
          if (picture.isEmpty()) {
            left = 2 * u24(body, 0);
            top = 2 * u24(body, 3);
            chunks(body.from(16));
          }
        }
        case "ALPH" -> alphaChunk = picture.isEmpty() ? Optional.of(body) : alphaChunk;
        case "VP8 ", "VP8L" -> picture = picture.isEmpty() ? Optional.of(body) : picture;
        case "EXIF" -> exif = Optional.of(body.hasText(0, "Exif\0\0") ? body.from(6) : body);
        case "ICCP" -> {
          if (body.length() <= MAX_ICC_BYTES) {
            icc = Optional.of(body.copy());
          }
        }
        default -> {}
      }
    }

    private static int u24(ByteView view, int at) {
      return view.u16(at, false) | view.u8(at + 2) << 16;
    }

    private static boolean lossless(ByteView data) {
      return data.u8(0) == 0x2F && !data.startsWith(3, 0x9D, 0x01, 0x2A);
    }

    private static Stream stream(ByteView data) {
      if (lossless(data)) {
        long bits = data.u32(1, false);
        return new Stream(
            (int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1, (bits >> 28 & 1) == 1);
      }
      if (!data.startsWith(3, 0x9D, 0x01, 0x2A)) {
        throw Refusal.damaged(PhotoFormat.WEBP, "its picture has no key frame");
      }
      return new Stream(data.u16(6, false) & 0x3FFF, data.u16(8, false) & 0x3FFF, false);
    }

    private byte[] still(ByteView data, Stream stream) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(data.length() + 64);
      boolean extended = alphaChunk.isPresent();
      long body =
          4
              + (extended ? 18 : 0)
              + alphaChunk.map(a -> 8L + a.length() + (a.length() & 1)).orElse(0L)
              + 8
              + data.length()
              + (data.length() & 1);
      out.writeBytes(new byte[] {'R', 'I', 'F', 'F'});
      write(out, body, 4);
      out.writeBytes(new byte[] {'W', 'E', 'B', 'P'});
      if (extended) {
        out.writeBytes(new byte[] {'V', 'P', '8', 'X', 10, 0, 0, 0, 0x10, 0, 0, 0});
        write(out, stream.width() - 1, 3);
        write(out, stream.height() - 1, 3);
        writeChunk(out, "ALPH", alphaChunk.orElseThrow());
      }
      writeChunk(out, lossless(data) ? "VP8L" : "VP8 ", data);
      return out.toByteArray();
    }

    private static void writeChunk(ByteArrayOutputStream out, String name, ByteView body) {
      out.writeBytes(name.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      write(out, body.length(), 4);
      out.write(body.array(), body.start(), body.length());
      if ((body.length() & 1) == 1) {
        out.write(0);
      }
    }

    private static void write(ByteArrayOutputStream out, long value, int bytes) {
      for (int i = 0; i < bytes; i++) {
        out.write((int) (value >> 8 * i));
      }
    }
  }
}
