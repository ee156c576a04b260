package mien.core.cull;

/**
 * How well a face is exposed, from its upper quartile of luma and from what is burnt out.
 *
 * <p>The upper quartile and not the mean: hair, glasses and dark skin pull the mean down, while the
 * lit skin of a well-exposed face stays above it. The score rises from 0 at a quartile of 35 to 1
 * at 95, holds to 205, and falls to 0 at 240; and it falls from 1 to 0 as the burnt-out share (luma
 * of 250 and more) goes from 2 % to 30 %; the lower of the two counts.
 *
 * <p>Measured on 29 labeled faces: well exposed, quartile 106 to 205; under, at most 60 (scores up
 * to 0.42); over, 227 and more (up to 0.37). Very dark skin in soft light was not among them and
 * may read as under.
 */
public final class Exposure {

  private static final int BLACK = 35;
  private static final int LIT = 95;
  private static final int BRIGHT = 205;
  private static final int WHITE = 240;
  private static final int BURNT = 250;
  private static final double BURNT_SHARE = 0.02;
  private static final double BURNT_OUT_SHARE = 0.3;

  private Exposure() {}

  /**
   * The score of a face.
   *
   * @param luma Rec. 601 luma of the face's pixels, 0 to 255, at least one
   * @return 0 black or burnt out to 1 well exposed
   */
  public static double of(float[] luma) {
    if (luma.length == 0) {
      throw new IllegalArgumentException("an exposure needs at least one pixel, but got none");
    }
    int[] histogram = new int[256];
    for (float v : luma) {
      histogram[Math.clamp(Math.round(v), 0, 255)]++;
    }
    int burnt = 0;
    for (int v = BURNT; v < 256; v++) {
      burnt += histogram[v];
    }
    int quartile = upperQuartile(histogram, luma.length);
    double dark = ramp(quartile, BLACK, LIT);
    double bright = 1 - ramp(quartile, BRIGHT, WHITE);
    double clipped = 1 - ramp((double) burnt / luma.length, BURNT_SHARE, BURNT_OUT_SHARE);
    return Math.min(dark, Math.min(bright, clipped));
  }

  private static int upperQuartile(int[] histogram, int count) {
    int seen = 0;
    int value = 255;
    while (value > 0 && seen + histogram[value] <= count / 4) {
      seen += histogram[value];
      value--;
    }
    return value;
  }

  private static double ramp(double value, double zero, double one) {
    return Math.clamp((value - zero) / (one - zero), 0, 1);
  }
}
