package mien.core.compare;

/**
 * The regularised incomplete beta function, by Lentz's evaluation of its continued fraction
 * (Abramowitz and Stegun 26.5.8), to 1e-12 or so for counts of up to some millions: the share of a
 * beta distribution below a point, of which exact intervals of rates are made.
 */
public final class IncompleteBeta {

  private static final int MOST_STEPS = 10_000;
  private static final double TINY = 1e-300;

  private IncompleteBeta() {}

  /**
   * I_x(a, b).
   *
   * @param a above 0
   * @param b above 0
   * @param x in [0, 1]; beyond, the nearer end counts
   * @return in [0, 1]
   */
  public static double regularized(double a, double b, double x) {
    if (x <= 0) {
      return 0;
    }
    if (x >= 1) {
      return 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - regularized(b, a, 1 - x);
    }
    double front =
        Math.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    double c = 1;
    double d = 1 / solid(1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m < MOST_STEPS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / solid(1 + even * d);
      c = solid(1 + even / c);
      fraction *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / solid(1 + odd * d);
      c = solid(1 + odd / c);
      double step = d * c;
      fraction *= step;
      if (Math.abs(step - 1) < 1e-15) {
        break;
      }
    }
    return front * fraction / a;
  }

  private static double solid(double v) {
    return Math.abs(v) < TINY ? TINY : v;
  }

  /** Stirling's series after shifting the argument above 10. */
  private static double logGamma(double x) {
    double shift = 0;
    double z = x;
    while (z < 10) {
      shift -= Math.log(z);
      z++;
    }
    double inverse = 1 / z;
    double square = inverse * inverse;
    double series =
        inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
  }
}
