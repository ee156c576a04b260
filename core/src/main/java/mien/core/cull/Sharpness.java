package mien.core.cull;

/**
 * How sharp a picture of a face is.
 *
 * <p>The usual measure is the variance of the Laplacian (J. Pech-Pacheco et al., "Diatom
 * autofocusing in brightfield microscopy", ICPR 2000), which sees noise as detail, doubles with
 * every stop of exposure and depends on the resolution. Hence three changes:
 *
 * <ol>
 *   <li>the caller gives the face at a normalized size, at most {@link #SIDE} pixels a side,
 *       averaged down, never enlarged;
 *   <li>a 3 x 3 binomial filter first, so that a Laplacian of Gaussian is measured, which lets a
 *       blurred face with noise stay blurred;
 *   <li>division by the squared mean luma: contrast relative to the light, so that the exposure
 *       cancels.
 * </ol>
 *
 * <p>Measured on 45 faces of a labeled collection (16 sharp, 2 mild, 17 blurred by defocus, motion
 * or Gauss, the rest for exposure): energy of the sharp 16.8 and more (median 48), of the mild 14.7
 * to 16.6, of the blurred at most 10 (median 3); no sharp face under a blurred one (AUC 1.00, 0.99
 * with noise of 6 gray levels added to the blurred ones only, where the plain variance at 160
 * pixels falls to 0.49); three stops of underexposure change it by 15 %, the plain one by 5 times.
 * A face in a face-wide motion blur of one direction keeps the edges of the other and scores up to
 * 0.40.
 */
public final class Sharpness {

  /** Longer side, in pixels, to which faces are reduced before they are measured. */
  public static final int SIDE = 160;

  /** Energy at which the score is one half: between the mild and the sharp. */
  private static final double HALF = 15;

  private static final double DARKEST_MEAN = 8;

  private Sharpness() {}

  /**
   * The score of a picture: {@code energy / (energy + 15)}.
   *
   * @param luma Rec. 601 luma, rows from the top, 0 to 255
   * @param width columns
   * @param height rows
   * @return 0 blurred to 1 sharp; 0 for pictures under 5 x 5
   */
  public static double of(float[] luma, int width, int height) {
    double energy = energy(luma, width, height);
    return energy / (energy + HALF);
  }

  /**
   * Ten thousand times the variance of the Laplacian of the smoothed luma over its squared mean; 0
   * or more, without an upper bound.
   *
   * @throws IllegalArgumentException if the luma does not fill the picture
   */
  public static double energy(float[] luma, int width, int height) {
    if (luma.length != width * height) {
      throw new IllegalArgumentException(
          width + " x " + height + " pixels are needed, but got " + luma.length);
    }
    if (width < 5 || height < 5) {
      return 0;
    }
    float[] smooth = smooth(luma, width, height);
    double total = 0;
    for (float v : luma) {
      total += v;
    }
    double mean = Math.max(DARKEST_MEAN, total / luma.length);
    return 1e4 * laplacianVariance(smooth, width - 2, height - 2) / (mean * mean);
  }

  /** The 3 x 3 binomial filter, without the border: two columns and rows fewer. */
  private static float[] smooth(float[] luma, int width, int height) {
    int w = width - 2;
    float[] out = new float[w * (height - 2)];
    float[] column = new float[width];
    for (int y = 1; y < height - 1; y++) {
      int row = y * width;
      for (int x = 0; x < width; x++) {
        column[x] = luma[row + x - width] + 2 * luma[row + x] + luma[row + x + width];
      }
      for (int x = 0; x < w; x++) {
        out[(y - 1) * w + x] = (column[x] + 2 * column[x + 1] + column[x + 2]) / 16;
      }
    }
    return out;
  }

  private static double laplacianVariance(float[] p, int w, int h) {
    double sum = 0;
    double squares = 0;
    for (int y = 1; y < h - 1; y++) {
      for (int x = 1; x < w - 1; x++) {
        int i = y * w + x;
        double v = p[i - 1] + p[i + 1] + p[i - w] + p[i + w] - 4.0 * p[i];
        sum += v;
        squares += v * v;
      }
    }
    double count = (double) (w - 2) * (h - 2);
    double mean = sum / count;
    return Math.max(0, squares / count - mean * mean);
  }
}
