package mien.engine.image;

import mien.core.geometry.SimilarityTransform;

/**
 * Takes a region of a photo to a small picture; black outside the photo.
 *
 * <p>{@link #similarity} is OpenCV's {@code warpAffine(INTER_LINEAR, BORDER_CONSTANT 0)} as it was
 * up to 4.10 ({@code modules/imgproc/src/imgwarp.cpp}): the place in the photo is rounded to 1/32
 * of a pixel by way of 10-bit fixed point. At a hard edge that rounding alone moves a sample by up
 * to 8 gray levels, so no smoother arithmetic could agree within 1; it is therefore done the same
 * way, and golden vectors hold the two together. The recognizers were trained on faces warped so.
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
  private static final int HALF = 1 << (WEIGHT_BITS - 1);

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
    int[] placesX = new int[width];
    int[] placesY = new int[width];
    for (int x = 0; x < width; x++) {
      stepX[x] = round(a * x * PLACE);
      stepY[x] = round(-b * x * PLACE);
    }
    byte[] to = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    for (int y = 0; y < height; y++) {
      int startX = round((b * y + tx) * PLACE) + ROUND;
      int startY = round((a * y + ty) * PLACE) + ROUND;
      for (int x = 0; x < width; x++) {
        placesX[x] = (startX + stepX[x]) >> (PLACE_BITS - TAP_BITS);
        placesY[x] = (startY + stepY[x]) >> (PLACE_BITS - TAP_BITS);
      }
      row(photo, placesX, placesY, to, y * width * 3);
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

  /** One row of the output, at places in 1/32 of a held pixel. */
  private static void row(Photo photo, int[] placesX, int[] placesY, byte[] to, int start) {
    byte[] rgb = photo.rgb();
    int w = photo.width();
    int stride = w * 3;
    int innerX = w - 1;
    int innerY = photo.height() - 1;
    int at = start;
    for (int i = 0; i < placesX.length; i++) {
      int u = placesX[i];
      int v = placesY[i];
      int x = u >> TAP_BITS;
      int y = v >> TAP_BITS;
      if (x >= 0 && y >= 0 && x < innerX && y < innerY) {
        int fx = u & (TAP - 1);
        int fy = v & (TAP - 1);
        int w11 = fx * fy;
        int w10 = (fx << TAP_BITS) - w11;
        int w01 = (fy << TAP_BITS) - w11;
        int w00 = (1 << WEIGHT_BITS) - (fx << TAP_BITS) - w01;
        int p = y * stride + x * 3;
        int q = p + stride;
        to[at] = blend(rgb, p, q, w00, w10, w01, w11);
        to[at + 1] = blend(rgb, p + 1, q + 1, w00, w10, w01, w11);
        to[at + 2] = blend(rgb, p + 2, q + 2, w00, w10, w01, w11);
      } else if (x >= -1 && y >= -1 && x <= innerX && y <= innerY) {
        atEdge(photo, u, v, to, at);
      } // else black, as a new array is
      at += 3;
    }
  }

  private static byte blend(byte[] rgb, int p, int q, int w00, int w10, int w01, int w11) {
    int sum =
        (rgb[p] & 0xff) * w00
            + (rgb[p + 3] & 0xff) * w10
            + (rgb[q] & 0xff) * w01
            + (rgb[q + 3] & 0xff) * w11;
    return (byte) ((sum + HALF) >> WEIGHT_BITS);
  }

  /** One pixel of which some or all of the four taps lie outside the photo. */
  private static void atEdge(Photo photo, int u, int v, byte[] to, int at) {
    byte[] rgb = photo.rgb();
    int fx = u & (TAP - 1);
    int fy = v & (TAP - 1);
    for (int c = 0; c < 3; c++) {
      int sum = HALF;
      for (int tap = 0; tap < 4; tap++) {
        int x = (u >> TAP_BITS) + tap % 2;
        int y = (v >> TAP_BITS) + tap / 2;
        if (x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
          int weight = (tap % 2 == 0 ? TAP - fx : fx) * (tap / 2 == 0 ? TAP - fy : fy);
          sum += (rgb[(y * photo.width() + x) * 3 + c] & 0xff) * weight;
        }
      }
      to[at + c] = (byte) (sum >> WEIGHT_BITS);
    }
  }

  /** To the nearest whole number, ties to even, as {@code cvRound}; clamps to the range of int. */
  private static int round(double value) {
    return (int) Math.rint(value);
  }
}
