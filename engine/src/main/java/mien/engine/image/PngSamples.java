package mien.engine.image;

/** Unpacks rows of PNG samples to 8-bit RGB, translucent pixels over white. For one thread. */
final class PngSamples {

  private static final int OPAQUE = 255;

  private final PngPicture png;

  /** RGB of each value, for palettes and for gray of 8 bits or fewer; empty otherwise. */
  private final byte[] table;

  private final int keyRed;
  private final int keyGreen;
  private final int keyBlue;

  PngSamples(PngPicture png) {
    this.png = png;
    int[] key = {-1, -1, -1};
    int channels = png.color() == 0 ? 1 : png.color() == 2 ? 3 : 0;
    png.transparency()
        .filter(t -> channels > 0 && t.length() >= 2 * channels)
        .ifPresent(
            t -> {
              for (int c = 0; c < channels; c++) {
                key[c] = t.u16(2L * c, true);
              }
            });
    keyRed = key[0];
    keyGreen = key[1];
    keyBlue = key[2];
    table =
        png.color() == 3
            ? paletteTable()
            : png.color() == 0 && png.bits() <= 8 ? grayTable() : new byte[0];
  }

  /** A row of {@code columns} pixels to three bytes each. */
  void toRgb(byte[] row, int columns, byte[] rgb) {
    if (table.length > 0) {
      fromTable(row, columns, rgb);
      return;
    }
    int bytes = png.bits() / 8;
    int channels = png.channels();
    boolean color = channels >= 3;
    boolean alphas = channels == 2 || channels == 4;
    int step = bytes * channels;
    int green = color ? bytes : 0;
    int blue = color ? 2 * bytes : 0;
    for (int x = 0, i = 0, o = 0; x < columns; x++, i += step, o += 3) {
      int alpha = OPAQUE;
      if (alphas) {
        alpha = row[i + step - bytes] & 0xff;
      } else if (keyRed >= 0 && isKey(row, i, bytes, color)) {
        alpha = 0;
      }
      if (alpha == OPAQUE) {
        rgb[o] = row[i];
        rgb[o + 1] = row[i + green];
        rgb[o + 2] = row[i + blue];
      } else {
        rgb[o] = OverWhite.blend(row[i] & 0xff, alpha);
        rgb[o + 1] = OverWhite.blend(row[i + green] & 0xff, alpha);
        rgb[o + 2] = OverWhite.blend(row[i + blue] & 0xff, alpha);
      }
    }
  }

  private boolean isKey(byte[] row, int i, int bytes, boolean color) {
    return sample(row, i, bytes) == keyRed
        && (!color
            || sample(row, i + bytes, bytes) == keyGreen
                && sample(row, i + 2 * bytes, bytes) == keyBlue);
  }

  private static int sample(byte[] row, int i, int bytes) {
    return bytes == 1 ? row[i] & 0xff : (row[i] & 0xff) << 8 | row[i + 1] & 0xff;
  }

  private void fromTable(byte[] row, int columns, byte[] rgb) {
    int bits = png.bits();
    int mask = (1 << bits) - 1;
    for (int x = 0, o = 0; x < columns; x++, o += 3) {
      int bit = x * bits;
      int value = row[bit >> 3] >> 8 - bits - (bit & 7) & mask;
      rgb[o] = table[value * 3];
      rgb[o + 1] = table[value * 3 + 1];
      rgb[o + 2] = table[value * 3 + 2];
    }
  }

  /** Values beyond the palette are black, as browsers show them. */
  private byte[] paletteTable() {
    byte[] colors = new byte[256 * 3];
    ByteView palette = png.palette().orElseThrow();
    for (int v = 0; v < 256; v++) {
      int value = v;
      int alpha =
          png.transparency().filter(t -> value < t.length()).map(t -> t.u8(value)).orElse(OPAQUE);
      for (int c = 0; c < 3; c++) {
        int at = v * 3 + c;
        int sample = palette.covers(at, 1) ? palette.u8(at) : 0;
        colors[at] = OverWhite.blend(sample, alpha);
      }
    }
    return colors;
  }

  private byte[] grayTable() {
    int count = 1 << png.bits();
    byte[] grays = new byte[count * 3];
    for (int v = 0; v < count; v++) {
      byte gray = v == keyRed ? (byte) OPAQUE : (byte) (v * 255 / (count - 1));
      grays[v * 3] = grays[v * 3 + 1] = grays[v * 3 + 2] = gray;
    }
    return grays;
  }
}
