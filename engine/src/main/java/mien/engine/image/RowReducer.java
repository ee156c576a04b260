package mien.engine.image;

/**
 * Takes the rows of a picture from the top, one at a time, and holds their average over squares of
 * {@code factor} pixels, so that the whole picture never stands in memory. For one thread.
 */
final class RowReducer {

  private final int width;
  private final int height;
  private final int factor;
  private final int outWidth;
  private final byte[] out;
  private final int[] sums;
  private int row;

  RowReducer(int width, int height, int factor) {
    this.width = width;
    this.height = height;
    this.factor = factor;
    this.outWidth = Math.ceilDiv(width, factor);
    int outHeight = Math.ceilDiv(height, factor);
    this.out = new byte[Math.multiplyExact(Math.multiplyExact(outWidth, outHeight), 3)];
    this.sums = new int[factor == 1 ? 0 : outWidth * 3];
  }

  /** The next row: three bytes a pixel from {@code at}. */
  void add(byte[] rgb, int at) {
    if (factor == 1) {
      System.arraycopy(rgb, at, out, row * width * 3, width * 3);
      row++;
      return;
    }
    int i = at;
    for (int o = 0; o < outWidth * 3; o += 3) {
      int n = Math.min(factor, width - o / 3 * factor);
      int r = 0;
      int g = 0;
      int b = 0;
      for (int k = 0; k < n; k++, i += 3) {
        r += rgb[i] & 0xff;
        g += rgb[i + 1] & 0xff;
        b += rgb[i + 2] & 0xff;
      }
      sums[o] += r;
      sums[o + 1] += g;
      sums[o + 2] += b;
    }
    row++;
    if (row % factor == 0 || row == height) {
      flush();
    }
  }

  private void flush() {
    int rows = (row - 1) % factor + 1;
    int at = (row - 1) / factor * outWidth * 3;
    for (int o = 0; o < outWidth * 3; o++) {
      int n = rows * Math.min(factor, width - o / 3 * factor);
      out[at + o] = (byte) ((sums[o] + n / 2) / n);
      sums[o] = 0;
    }
  }

  /** The reduced picture, once all rows are in. */
  Pixels pixels() {
    return new Pixels(outWidth, Math.ceilDiv(height, factor), out);
  }
}
