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

  /** How the three channels lie in a row of sums. */
  enum Layout {
    /** Red, green, blue, red, green, blue, ... */
    INTERLEAVED,
    /** All red, all green, all blue. */
    PLANAR
  }

  private final byte[] rgb;
  private final int photoWidth;
  private final int photoHeight;
  private final PixelRegion region;
  private final int width;
  private final double scaleY;
  private final int pixelStep;
  private final int planeStep;

  /** Byte offset of the left tap in a row of the photo; the right tap is {@link #tapStep} on. */
  private final int[] offset;

  private final int[] leftWeight;
  private final int[] rightWeight;
  private final int tapStep;

  private int[] upper;
  private int[] lower;
  private int upperRow = Integer.MIN_VALUE;
  private int lowerRow = Integer.MIN_VALUE;
  private int upperWeight;
  private int lowerWeight;

  BilinearRows(Photo photo, PixelRegion region, int width, int height, Layout layout) {
    this.rgb = photo.rgb();
    this.photoWidth = photo.width();
    this.photoHeight = photo.height();
    this.region = region;
    this.width = width;
    this.scaleY = 1 / ((double) height / region.height());
    this.pixelStep = layout == Layout.PLANAR ? 1 : 3;
    this.planeStep = layout == Layout.PLANAR ? width : 1;
    this.offset = new int[width];
    this.leftWeight = new int[width];
    this.rightWeight = new int[width];
    this.tapStep = photoWidth == 1 ? 0 : 3;
    this.upper = new int[3 * width];
    this.lower = new int[3 * width];
    double scaleX = 1 / ((double) width / region.width());
    for (int x = 0; x < width; x++) {
      column(x, (float) ((x + 0.5) * scaleX - 0.5));
    }
  }

  private void column(int x, float at) {
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
    } else if (column == photoWidth - 1 && photoWidth > 1) {
      column--;
      right = left;
      left = 0;
    } else if (column == photoWidth - 1) {
      right = 0;
    } else if (column < 0 || column >= photoWidth) {
      column = 0;
      left = 0;
      right = 0;
    }
    offset[x] = column * 3;
    leftWeight[x] = left;
    rightWeight[x] = right;
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
    if (first == lowerRow) {
      int[] swap = upper;
      upper = lower;
      lower = swap;
      lowerRow = upperRow;
      upperRow = first;
    }
    if (first != upperRow) {
      interpolate(first, upper);
      upperRow = first;
    }
    if (second != lowerRow) {
      if (second == upperRow) {
        System.arraycopy(upper, 0, lower, 0, lower.length);
      } else {
        interpolate(second, lower);
      }
      lowerRow = second;
    }
  }

  private void interpolate(int row, int[] sums) {
    if (row < 0 || row >= photoHeight) {
      Arrays.fill(sums, 0);
      return;
    }
    byte[] from = rgb;
    int base = row * photoWidth * 3;
    int step = tapStep;
    int green = planeStep;
    int blue = 2 * planeStep;
    int to = 0;
    for (int x = 0; x < width; x++) {
      int p = base + offset[x];
      int q = p + step;
      int a = leftWeight[x];
      int b = rightWeight[x];
      sums[to] = (from[p] & 0xff) * a + (from[q] & 0xff) * b;
      sums[to + green] = (from[p + 1] & 0xff) * a + (from[q + 1] & 0xff) * b;
      sums[to + blue] = (from[p + 2] & 0xff) * a + (from[q + 2] & 0xff) * b;
      to += pixelStep;
    }
  }

  /** Blends the two rows of the last {@link #seek} into samples. */
  void samples(byte[] to, int at) {
    int[] above = upper;
    int[] below = lower;
    int a = upperWeight;
    int b = lowerWeight;
    for (int i = 0; i < above.length; i++) {
      to[at + i] = (byte) blend(above[i], below[i], a, b);
    }
  }

  /** Blends one channel of the last {@link #seek}, normalised; for the planar layout. */
  void normalized(int channel, float mean, float divisor, float[] to) {
    int[] above = upper;
    int[] below = lower;
    int a = upperWeight;
    int b = lowerWeight;
    int plane = channel * planeStep;
    for (int i = 0; i < width; i++) {
      to[i] = (blend(above[plane + i], below[plane + i], a, b) - mean) / divisor;
    }
  }

  private static int blend(int above, int below, int a, int b) {
    return (((a * (above >> 4)) >> 16) + ((b * (below >> 4)) >> 16) + 2) >> 2;
  }
}
