package mien.engine.image;

import mien.core.geometry.SimilarityTransform;

/**
 * Takes a region of a photo to a small picture; black outside the photo.
 *
 * <p>{@link #similarity} is OpenCV's {@code warpAffine(INTER_LINEAR, BORDER_CONSTANT 0)} as it was
 * up to 4.10 ({@code modules/imgproc/src/imgwarp.cpp}): the place in the photo is rounded to 1/32
 * of a pixel by way of 10-bit fixed point. At a hard edge that rounding alone moves a sample by up
 * to 8 grey levels, so no smoother arithmetic could agree within 1; it is therefore done the same
 * way, and golden vectors hold the two together. The recognisers were trained on faces warped so.
 *
 * <p>{@link #crop} is a cut-out with black padding followed by {@code resize(INTER_LINEAR)}.
 */
public final class Warp {

  private static final int PLACE_BITS = 10;
  private static final int PLACE = 1 << PLACE_BITS;
  private static final int TAP_BITS = 5;
  private static final int TAP = 1 << TAP_BITS;
  private static final int ROUND = PLACE / TAP / 2;
  private static final int WEIGHT_BITS = 2 * TAP_BITS;

  private Warp() {}

  /**
   * Warps by a similarity.
   *
   * @param photo where to sample
   * @param toOutput takes <em>held</em> pixels of the photo to pixels of the output
   * @param width columns of the output
   * @param height rows of the output
   */
  public static Photo similarity(Photo photo, SimilarityTransform toOutput, int width, int height) {
    // The inverse in OpenCV's order of operations, so that ties round alike.
    double d = 1 / (toOutput.a() * toOutput.a() + toOutput.b() * toOutput.b());
    double a = toOutput.a() * d;
    double b = toOutput.b() * d;
    double tx = -a * toOutput.tx() - b * toOutput.ty();
    double ty = b * toOutput.tx() - a * toOutput.ty();
    int[] stepX = new int[width];
    int[] stepY = new int[width];
    for (int x = 0; x < width; x++) {
      stepX[x] = round(a * x * PLACE);
      stepY[x] = round(-b * x * PLACE);
    }
    byte[] to = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    for (int y = 0; y < height; y++) {
      int startX = round((b * y + tx) * PLACE) + ROUND;
      int startY = round((a * y + ty) * PLACE) + ROUND;
      for (int x = 0; x < width; x++) {
        int u = (startX + stepX[x]) >> (PLACE_BITS - TAP_BITS);
        int v = (startY + stepY[x]) >> (PLACE_BITS - TAP_BITS);
        sample(photo, u, v, to, (y * width + x) * 3);
      }
    }
    return Photo.wrap(width, height, to);
  }

  /**
   * Cuts out a region and resizes it. Beyond the region's edges its own last pixels count, not the
   * photo's, as when the cut-out is a picture of its own.
   *
   * @param photo where to cut
   * @param region in held pixels; may reach outside the photo, which is black there
   * @param width columns of the output
   * @param height rows of the output
   */
  public static Photo crop(Photo photo, PixelRegion region, int width, int height) {
    return Resize.bilinear(photo, region, width, height);
  }

  /** One output pixel at (u, v), in 1/32 of a held pixel. */
  private static void sample(Photo photo, int u, int v, byte[] to, int at) {
    int x = u >> TAP_BITS;
    int y = v >> TAP_BITS;
    int w = photo.width();
    int h = photo.height();
    if (x < -1 || y < -1 || x >= w || y >= h) {
      return;
    }
    int fx = u & (TAP - 1);
    int fy = v & (TAP - 1);
    int w00 = (TAP - fx) * (TAP - fy);
    int w10 = fx * (TAP - fy);
    int w01 = (TAP - fx) * fy;
    int w11 = fx * fy;
    byte[] rgb = photo.rgb();
    int p = (y * w + x) * 3;
    int q = p + w * 3;
    if (x >= 0 && y >= 0 && x < w - 1 && y < h - 1) {
      for (int c = 0; c < 3; c++) {
        int sum =
            (rgb[p + c] & 0xff) * w00
                + (rgb[p + 3 + c] & 0xff) * w10
                + (rgb[q + c] & 0xff) * w01
                + (rgb[q + 3 + c] & 0xff) * w11;
        to[at + c] = (byte) ((sum + (1 << (WEIGHT_BITS - 1))) >> WEIGHT_BITS);
      }
      return;
    }
    boolean left = x >= 0;
    boolean right = x < w - 1;
    boolean top = y >= 0;
    boolean bottom = y < h - 1;
    for (int c = 0; c < 3; c++) {
      int sum =
          (left && top ? (rgb[p + c] & 0xff) * w00 : 0)
              + (right && top ? (rgb[p + 3 + c] & 0xff) * w10 : 0)
              + (left && bottom ? (rgb[q + c] & 0xff) * w01 : 0)
              + (right && bottom ? (rgb[q + 3 + c] & 0xff) * w11 : 0);
      to[at + c] = (byte) ((sum + (1 << (WEIGHT_BITS - 1))) >> WEIGHT_BITS);
    }
  }

  /** To the nearest whole number, ties to even, as {@code cvRound}; clamps to the range of int. */
  private static int round(double value) {
    return (int) Math.rint(value);
  }
}
