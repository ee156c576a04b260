package mien.engine.image;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The chunks of a PNG that make its picture (PNG, third edition); every other chunk is skipped
 * unread, so that a text or profile that inflates to gigabytes costs nothing.
 *
 * <p>No file is refused for its checksums: a flipped bit in one chunk is a fault in a picture that
 * can still be seen, and {@link #intact} tells. The zlib stream is checked by its decoder, up to
 * where it can be read.
 *
 * @param width columns
 * @param height rows
 * @param bits a sample: 1, 2, 4, 8 or 16
 * @param color 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha
 * @param interlaced by Adam7
 * @param palette the colors, three bytes each
 * @param transparency of the palette, or the one color that is transparent
 * @param data the parts of the compressed picture
 * @param exif its EXIF block
 * @param icc its color profile, inflated
 */
record PngPicture(
    int width,
    int height,
    int bits,
    int color,
    boolean interlaced,
    Optional<ByteView> palette,
    Optional<ByteView> transparency,
    List<ByteView> data,
    Optional<ByteView> exif,
    Optional<byte[]> icc) {

  private static final int MAX_ICC_BYTES = 4_000_000;

  /** Samples a pixel. */
  int channels() {
    return switch (color) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** Whether the checksums of all chunks that make pixels are right, where they are there. */
  boolean intact() {
    return Stream.concat(Stream.concat(palette.stream(), transparency.stream()), data.stream())
        .allMatch(PngPicture::intact);
  }

  /** The name stands before a body, the checksum of both behind it. */
  private static boolean intact(ByteView body) {
    int end = body.start() + body.length();
    ByteView file = new ByteView(body.array());
    if (!file.covers(end, 4)) {
      return true;
    }
    CRC32 sum = new CRC32();
    sum.update(body.array(), body.start() - 4, body.length() + 4);
    return sum.getValue() == file.u32(end, true);
  }

  static PngPicture read(ByteView file, PhotoLimits limits) {
    try {
      return new Walk(file).walk(limits);
    } catch (ByteView.Truncated e) {
      throw Refusal.damaged(PhotoFormat.PNG, e.why());
    }
  }

  private static final class Walk {
    private final ByteView file;
    private final List<ByteView> data = new ArrayList<>();
    private Optional<ByteView> palette = Optional.empty();
    private Optional<ByteView> transparency = Optional.empty();
    private Optional<ByteView> exif = Optional.empty();
    private Optional<byte[]> icc = Optional.empty();

    Walk(ByteView file) {
      this.file = file;
    }

    PngPicture walk(PhotoLimits limits) {
      if (!file.hasText(12, "IHDR") || file.u32(8, true) < 13) {
        throw Refusal.damaged(PhotoFormat.PNG, "it does not begin with IHDR");
      }
      long width = file.u32(16, true);
      long height = file.u32(20, true);
      StoredFrame.requireWithin(limits, PhotoFormat.PNG, width, height);
      int bits = file.u8(24);
      int color = file.u8(25);
      requirePossible(bits, color);
      chunks(8 + 12 + file.u32(8, true));
      if (data.isEmpty()) {
        throw Refusal.damaged(PhotoFormat.PNG, "it has no picture data");
      }
      if (color == 3 && palette.isEmpty()) {
        throw Refusal.damaged(PhotoFormat.PNG, "its palette is missing");
      }
      return new PngPicture(
          (int) width,
          (int) height,
          bits,
          color,
          file.u8(28) == 1,
          palette,
          transparency,
          data,
          exif,
          icc);
    }

    private void requirePossible(int bits, int color) {
      boolean possible =
          switch (color) {
            case 0 -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
            case 3 -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
            case 2, 4, 6 -> bits == 8 || bits == 16;
            default -> false;
          };
      if (!possible || file.u8(26) != 0 || file.u8(27) != 0 || file.u8(28) > 1) {
        throw Refusal.damaged(
            PhotoFormat.PNG, "there is no color type " + color + " of " + bits + " bits");
      }
    }

    private void chunks(long from) {
      long at = from;
      while (file.covers(at, 8)) {
        long size = file.u32(at, true);
        String name = file.text(at + 4, 4);
        ByteView body = file.slice(at + 8, Math.min(size, file.length() - at - 8));
        switch (name) {
          case "PLTE" -> palette = palette.isEmpty() ? Optional.of(body) : palette;
          case "tRNS" -> transparency = Optional.of(body);
          case "IDAT" -> data.add(body);
          case "eXIf" -> exif = Optional.of(body);
          case "iCCP" -> icc = profile(body);
          case "IEND" -> {
            return;
          }
          default -> {}
        }
        at += 12 + size;
      }
    }

    /** Name, 0, method 0, then a zlib stream of which at most {@link #MAX_ICC_BYTES} are read. */
    private static Optional<byte[]> profile(ByteView body) {
      int at = 0;
      while (at < 80 && body.covers(at, 1) && body.u8(at) != 0) {
        at++;
      }
      if (!body.covers(at, 3) || body.u8(at) != 0) {
        return Optional.empty();
      }
      ByteView packed = body.from(at + 2);
      try (Inflater inflater = new Inflater()) {
        inflater.setInput(packed.array(), packed.start(), packed.length());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        int n = inflater.inflate(part);
        while (n > 0 && out.size() + n <= MAX_ICC_BYTES) {
          out.write(part, 0, n);
          n = inflater.inflate(part);
        }
        return inflater.finished() ? Optional.of(out.toByteArray()) : Optional.empty();
      } catch (DataFormatException _) {
        return Optional.empty();
      }
    }
  }
}
