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
      if (IncompleteBeta.regularized(a, b, middle) < share) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }
}
