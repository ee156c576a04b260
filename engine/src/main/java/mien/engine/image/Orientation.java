package mien.engine.image;

/**
 * Turns stored pixels upright: the eight EXIF orientations (EXIF 2.32, tag 0x0112).
 *
 * <p>Transposing orientations (5 to 8) go by square tiles, so that the lines of memory that are
 * read and those that are written both stay in the nearest cache.
 */
final class Orientation {

  private static final int TILE = 32;

  private Orientation() {}

  /** Whether columns and rows change places. */
  static boolean transposes(int orientation) {
    return orientation >= 5;
  }

  /** Upright pixels; the same object for orientation 1. */
  static Pixels upright(Pixels stored, int orientation) {
    if (orientation == 1) {
      return stored;
    }
    int w = stored.width();
    int h = stored.height();
    boolean swap = transposes(orientation);
    int outWidth = swap ? h : w;
    byte[] from = stored.rgb();
    byte[] to = new byte[from.length];
    // Where the stored pixel (0, 0) goes, and how far one column and one row of it move.
    boolean right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    boolean bottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    int column = swap ? (bottom ? -outWidth : outWidth) : (right ? -1 : 1);
    int row = swap ? (right ? -1 : 1) : (bottom ? -outWidth : outWidth);
    int start = (right ? outWidth - 1 : 0) + (bottom ? ((swap ? w : h) - 1) * outWidth : 0);
    for (int y0 = 0; y0 < h; y0 += TILE) {
      for (int x0 = 0; x0 < w; x0 += TILE) {
        int y1 = Math.min(y0 + TILE, h);
        int x1 = Math.min(x0 + TILE, w);
        for (int y = y0; y < y1; y++) {
          int i = (y * w + x0) * 3;
          int o = (start + y * row + x0 * column) * 3;
          for (int x = x0; x < x1; x++, i += 3, o += column * 3) {
            to[o] = from[i];
            to[o + 1] = from[i + 1];
            to[o + 2] = from[i + 2];
          }
        }
      }
    }
    return new Pixels(outWidth, swap ? w : h, to);
  }
}
