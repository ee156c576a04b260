package mien.core.compare;

/**
 * The exact 95 % interval of a rate by Clopper and Pearson ("The use of confidence or fiducial
 * limits illustrated in the case of the binomial", Biometrika 26, 1934): its ends are quantiles of
 * beta distributions, found here by halving.
 *
 * @param low at least 0
 * @param high at most 1
 */
record BinomialInterval(double low, double high) {

  /** Share of the outcomes that may lie beyond each end. */
  private static final double TAIL = 0.025;

  private static final int HALVINGS = 60;
  private static final int MOST_TERMS = 10_000;
  private static final double TINY = 1e-300;

  /**
   * The interval for {@code hits} of {@code trials}.
   *
   * @param hits 0 to {@code trials}; a fraction is allowed, as interpolated rates have
   * @param trials above 0
   */
  static BinomialInterval of(double hits, double trials) {
    double low = hits <= 0 ? 0 : quantile(TAIL, hits, trials - hits + 1);
    double high = hits >= trials ? 1 : quantile(1 - TAIL, hits + 1, trials - hits);
    return new BinomialInterval(low, high);
  }

  private static double quantile(double share, double a, double b) {
    double from = 0;
    double to = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (from + to) / 2;
      if (betaShare(middle, a, b) < share) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }

  /** The share of the beta distribution below {@code x}: the regularised incomplete beta. */
  private static double betaShare(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double logFront =
        logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
    // The fraction converges fast on this side of the mean; the other side is its mirror.
    return x < (a + 1) / (a + b + 2)
        ? Math.exp(logFront) * fraction(x, a, b) / a
        : 1 - Math.exp(logFront) * fraction(1 - x, b, a) / b;
  }

  /** Abramowitz and Stegun 26.5.8 from the front, by Lentz's method. */
  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m < MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      value *= c * d;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      double step = c * d;
      value *= step;
      if (Math.abs(step - 1) < 1e-14) {
        break;
      }
    }
    return value;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** Stirling's series with three corrections, after moving the argument above 10. */
  private static double logGamma(double z) {
    double shift = 0;
    double x = z;
    while (x < 10) {
      shift += Math.log(x);
      x++;
    }
    double inverse = 1 / x;
    double square = inverse * inverse;
    double series =
        inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
  }
}
