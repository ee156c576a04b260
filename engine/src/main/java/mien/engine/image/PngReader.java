package mien.engine.image;

import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import mien.core.photo.PhotoIntegrity;

/**
 * Reads PNG in plain Java, row by row: all color types and depths, palette and transparency over
 * white, Adam7. The JDK's own reader inflates every text chunk of a file, and holds 16-bit pictures
 * twice; this one holds the compressed file, two rows, and the picture at the scale that is wanted.
 *
 * <p>Sixteen-bit samples give their top 8 bits. A file whose data end early or break gives the rows
 * that were read, the rest white, if that is at least one row, and says so; else it is refused.
 */
final class PngReader implements FormatReader {

  @Override
  public StoredFrame frame(ByteView file, PhotoLimits limits) {
    PngPicture png = PngPicture.read(file, limits);
    return new StoredFrame(
        png.width(), png.height(), png.exif().map(TiffDirectories::orientationOf).orElse(1));
  }

  @Override
  public Decoded read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    PngPicture png = PngPicture.read(file, limits);
    int factor = BoxReduction.factor(frame, minLongSide);
    try (Rows rows = new Rows(png)) {
      Pixels pixels =
          png.interlaced()
              ? BoxReduction.reduce(interlaced(png, rows), factor)
              : progressive(png, rows, factor);
      png.icc()
          .ifPresent(i -> ColorProfile.toSrgb(pixels, i, png.color() == 0 || png.color() == 4));
      return new Decoded(pixels, integrity(png, rows));
    }
  }

  private static PhotoIntegrity integrity(PngPicture png, Rows rows) {
    return rows.broken && !png.interlaced()
        ? PhotoIntegrity.cutAt(rows.read, png.height())
        : PhotoIntegrity.of(!rows.broken && png.intact());
  }

  private static Pixels progressive(PngPicture png, Rows rows, int factor) {
    RowReducer out = new RowReducer(png.width(), png.height(), factor);
    byte[] rgb = new byte[png.width() * 3];
    PngSamples samples = new PngSamples(png);
    rows.begin(png.width());
    for (int y = 0; y < png.height(); y++) {
      if (rows.next()) {
        samples.toRgb(rows.row, png.width(), rgb);
      } else {
        requireSome(y);
        Arrays.fill(rgb, (byte) 255);
      }
      out.add(rgb, 0);
    }
    return out.pixels();
  }

  private static Pixels interlaced(PngPicture png, Rows rows) {
    Pixels out = Pixels.white(png.width(), png.height());
    PngSamples samples = new PngSamples(png);
    byte[] rgb = new byte[png.width() * 3];
    int[][] passes = {
      {0, 0, 8, 8},
      {4, 0, 8, 8},
      {0, 4, 4, 8},
      {2, 0, 4, 4},
      {0, 2, 2, 4},
      {1, 0, 2, 2},
      {0, 1, 1, 2}
    };
    int done = 0;
    for (int[] pass : passes) {
      int columns = Math.ceilDiv(png.width() - pass[0], pass[2]);
      if (columns <= 0) {
        continue;
      }
      rows.begin(columns);
      for (int y = pass[1]; y < png.height(); y += pass[3]) {
        if (!rows.next()) {
          requireSome(done);
          return out;
        }
        done++;
        samples.toRgb(rows.row, columns, rgb);
        int o = (y * png.width() + pass[0]) * 3;
        for (int i = 0; i < columns * 3; i += 3, o += pass[2] * 3) {
          out.rgb()[o] = rgb[i];
          out.rgb()[o + 1] = rgb[i + 1];
          out.rgb()[o + 2] = rgb[i + 2];
        }
      }
    }
    return out;
  }

  private static void requireSome(int rows) {
    if (rows == 0) {
      throw Refusal.damaged(PhotoFormat.PNG, "its picture data cannot be read");
    }
  }

  /** Inflates and unfilters one row after another; closed with its inflater. */
  private static final class Rows implements AutoCloseable {
    private final Inflater inflater = new Inflater();
    private final Iterator<ByteView> parts;
    private final int bitsPerPixel;
    private final byte[] filter = new byte[1];
    byte[] row = new byte[0];
    private byte[] above = new byte[0];

    /** Whether a row was asked for that is not there. */
    boolean broken;

    /** How many were there. */
    int read;

    Rows(PngPicture png) {
      parts = png.data().iterator();
      bitsPerPixel = png.bits() * png.channels();
    }

    /** Starts a picture, or a pass, of rows of so many columns. */
    void begin(int columns) {
      int bytes = (int) (((long) columns * bitsPerPixel + 7) / 8);
      row = new byte[bytes];
      above = new byte[bytes];
    }

    /** Reads the next row into {@link #row}; false where the data end or break. */
    boolean next() {
      Cancellation.check();
      byte[] old = above;
      above = row;
      row = old;
      broken =
          broken
              || !fill(filter)
              || !fill(row)
              || !PngFilter.undo(filter[0], row, above, bitsPerPixel);
      read += broken ? 0 : 1;
      return !broken;
    }

    private boolean fill(byte[] into) {
      int at = 0;
      try {
        while (at < into.length) {
          int n = inflater.inflate(into, at, into.length - at);
          at += n;
          if (n == 0) {
            if (inflater.finished() || inflater.needsDictionary() || !parts.hasNext()) {
              return false;
            }
            ByteView part = parts.next();
            inflater.setInput(part.array(), part.start(), part.length());
          }
        }
        return true;
      } catch (DataFormatException _) {
        return false;
      }
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
