package mien.bench.metrics;

import mien.core.compare.IncompleteBeta;

/**
 * A share of trials with its exact 95 % bounds (C. J. Clopper, E. S. Pearson, "The use of
 * confidence or fiducial limits illustrated in the case of the binomial", Biometrika 1934). With no
 * success in n trials the upper bound is near 3/n, the rule of three.
 *
 * @param successes how often it happened, 0 to {@code trials}
 * @param trials how often it could have happened
 */
public record Proportion(long successes, long trials) {

  private static final double TAIL = 0.025;

  /** Checks the counts. */
  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes must be in [0, trials], but were " + successes + " of " + trials);
    }
  }

  /** Counts two proportions as one. */
  public Proportion plus(Proportion other) {
    return new Proportion(successes + other.successes, trials + other.trials);
  }

  /** The share; NaN without trials. */
  public double rate() {
    return trials == 0 ? Double.NaN : (double) successes / trials;
  }

  /** The lower 95 % bound; 0 without trials. */
  public double lower() {
    if (successes == 0) {
      return 0;
    }
    return bisect(p -> atLeast(p) < TAIL);
  }

  /** The upper 95 % bound; 1 without trials. With 0 or all successes it is one-sided at 95 %. */
  public double upper() {
    if (successes == trials) {
      return 1;
    }
    double tail = successes == 0 ? 2 * TAIL : TAIL;
    return bisect(p -> 1 - atLeastOneMore(p) > tail);
  }

  private double atLeast(double p) {
    return IncompleteBeta.regularized((double) successes, trials - successes + 1.0, p);
  }

  private double atLeastOneMore(double p) {
    return IncompleteBeta.regularized(successes + 1.0, (double) (trials - successes), p);
  }

  private interface Below {
    boolean test(double p);
  }

  private static double bisect(Below below) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (below.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
