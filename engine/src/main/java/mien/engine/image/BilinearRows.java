package mien.engine.image;

import java.util.Arrays;

/**
 * Bilinear interpolation of a region, one output row after the other, in the fixed-point arithmetic
 * of OpenCV's {@code resize(INTER_LINEAR)} for 8-bit samples ({@code
 * modules/imgproc/src/resize.cpp}): weights of 11 bits, the horizontal sums kept whole, the
 * vertical ones cut as there, so that results are equal to the bit.
 *
 * <p>Output column {@code i} samples the region at {@code (i + 0.5) * scale - 0.5}, clamped at the
 * region's edges; samples of the region outside the photo are 0.
 *
 * <p>Two rows are kept, so enlarging interpolates each input row once. Not for two threads.
 */
final class BilinearRows {

  private static final int ONE = 1 << 11;

  private final byte[] rgb;
  private final int photoWidth;
  private final int photoHeight;
  private final PixelRegion region;
  private final double scaleY;

  /** Byte offset of the left tap in a row of the photo; the right tap is 3 bytes on. */
  private final int[] offset;

  private final int[] leftWeight;
  private final int[] rightWeight;

  private final int[][] planes;
  private Sums upper;
  private Sums lower;
  private Sums below;
  private int upperWeight;
  private int lowerWeight;

  BilinearRows(Photo photo, PixelRegion region, int width, int height) {
    // One column gets a twin, so that every left tap has a right one.
    this.rgb = photo.width() == 1 ? doubled(photo.rgb()) : photo.rgb();
    this.photoWidth = Math.max(2, photo.width());
    this.photoHeight = photo.height();
    this.region = region;
    this.scaleY = 1 / ((double) height / region.height());
    this.offset = new int[width];
    this.leftWeight = new int[width];
    this.rightWeight = new int[width];
    this.planes = new int[3][width];
    this.upper = new Sums(width);
    this.lower = new Sums(width);
    this.below = lower;
    double scaleX = 1 / ((double) width / region.width());
    for (int x = 0; x < width; x++) {
      column(x, photo.width(), (float) ((x + 0.5) * scaleX - 0.5));
    }
  }

  private void column(int x, int columns, float at) {
    int tap = (int) Math.floor(at);
    float part = at - tap;
    if (tap < 0) {
      tap = 0;
      part = 0;
    }
    if (tap >= region.width() - 1) {
      tap = region.width() - 1;
      part = 0;
    }
    int left = (int) Math.rint((1 - part) * ONE);
    int right = (int) Math.rint(part * ONE);
    int column = region.left() + tap;
    // Both taps must be columns of the photo; one that is not gets no weight and moves inside.
    if (column == -1) {
      column = 0;
      left = right;
      right = 0;
    } else if (column == columns - 1 && columns > 1) {
      column--;
      right = left;
      left = 0;
    } else if (column == columns - 1) {
      right = 0;
    } else if (column < 0 || column >= columns) {
      column = 0;
      left = 0;
      right = 0;
    }
    offset[x] = column * 3;
    leftWeight[x] = left;
    rightWeight[x] = right;
  }

  private static byte[] doubled(byte[] column) {
    byte[] twice = new byte[column.length * 2];
    for (int p = 0; p < column.length; p += 3) {
      System.arraycopy(column, p, twice, p * 2, 3);
      System.arraycopy(column, p, twice, p * 2 + 3, 3);
    }
    return twice;
  }

  /** Interpolates the two input rows that output row {@code y} lies between. */
  void seek(int y) {
    float at = (float) ((y + 0.5) * scaleY - 0.5);
    int tap = (int) Math.floor(at);
    float part = at - tap;
    upperWeight = (int) Math.rint((1 - part) * ONE);
    lowerWeight = (int) Math.rint(part * ONE);
    int first = Math.clamp(tap, 0, region.height() - 1) + region.top();
    int second = Math.clamp(tap + 1, 0, region.height() - 1) + region.top();
    if (first == lower.row) {
      Sums swap = upper;
      upper = lower;
      lower = swap;
    }
    if (first != upper.row) {
      interpolate(first, upper);
    }
    // A row of no weight is not read; clamping makes both rows one.
    if (second != lower.row && second != first && lowerWeight > 0) {
      interpolate(second, lower);
    }
    below = second == first || lowerWeight == 0 ? upper : lower;
  }

  private void interpolate(int row, Sums sums) {
    sums.row = row;
    int[] red = sums.channels[0];
    int[] green = sums.channels[1];
    int[] blue = sums.channels[2];
    if (row < 0 || row >= photoHeight) {
      Arrays.fill(red, 0);
      Arrays.fill(green, 0);
      Arrays.fill(blue, 0);
      return;
    }
    byte[] from = rgb;
    int base = row * photoWidth * 3;
    for (int x = 0; x < red.length; x++) {
      int p = base + offset[x];
      int a = leftWeight[x];
      int b = rightWeight[x];
      red[x] = (from[p] & 0xff) * a + (from[p + 3] & 0xff) * b;
      green[x] = (from[p + 1] & 0xff) * a + (from[p + 4] & 0xff) * b;
      blue[x] = (from[p + 2] & 0xff) * a + (from[p + 5] & 0xff) * b;
    }
  }

  /** Blends the two rows of the last {@link #seek} into samples, red, green, blue. */
  void samples(byte[] to, int at) {
    // Channel by channel into int first, because that loop runs in vectors; then interleaved.
    for (int channel = 0; channel < 3; channel++) {
      int[] first = upper.channels[channel];
      int[] second = below.channels[channel];
      int[] plane = planes[channel];
      int a = upperWeight;
      int b = lowerWeight;
      for (int i = 0; i < plane.length; i++) {
        plane[i] = blend(first[i], second[i], a, b);
      }
    }
    int[] red = planes[0];
    int[] green = planes[1];
    int[] blue = planes[2];
    int p = at;
    for (int i = 0; i < red.length; i++) {
      to[p] = (byte) red[i];
      to[p + 1] = (byte) green[i];
      to[p + 2] = (byte) blue[i];
      p += 3;
    }
  }

  /** Blends one channel of the last {@link #seek} and normalizes it. */
  void normalized(int channel, float mean, float divisor, float[] to) {
    int[] first = upper.channels[channel];
    int[] second = below.channels[channel];
    int a = upperWeight;
    int b = lowerWeight;
    if (powerOfTwo(divisor)) {
      float factor = 1 / divisor; // exact, so the product is the quotient
      for (int i = 0; i < first.length; i++) {
        to[i] = (blend(first[i], second[i], a, b) - mean) * factor;
      }
    } else {
      for (int i = 0; i < first.length; i++) {
        to[i] = (blend(first[i], second[i], a, b) - mean) / divisor;
      }
    }
  }

  private static boolean powerOfTwo(float value) {
    return Math.scalb(1f, Math.getExponent(value)) == value;
  }

  private static int blend(int above, int below, int a, int b) {
    return (((a * (above >> 4)) >> 16) + ((b * (below >> 4)) >> 16) + 2) >> 2;
  }

  /** The horizontal sums of one row of the photo, channel by channel. */
  private static final class Sums {
    private final int[][] channels;
    private int row = Integer.MIN_VALUE;

    Sums(int width) {
      this.channels = new int[3][width];
    }
  }
}
