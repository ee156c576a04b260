package mien.bench.metrics;

import java.util.Arrays;
import java.util.Collection;

/**
 * Numbers and what is usually said of them.
 *
 * @param values finite, copied and sorted
 */
@SuppressWarnings("ArrayRecordComponent") // sorted once; never compared
public record Sample(double[] values) {

  /** Copies and sorts. */
  public Sample {
    values = values.clone();
    Arrays.sort(values);
  }

  /** From a collection. */
  public static Sample of(Collection<Double> values) {
    return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** How many there are. */
  public int size() {
    return values.length;
  }

  /** The mean; NaN when empty. */
  public double mean() {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The standard deviation with n - 1 below; NaN with fewer than two. */
  public double deviation() {
    double mean = mean();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }

  /** The mean of the absolute values. */
  public double meanAbsolute() {
    return Arrays.stream(values).map(Math::abs).average().orElse(Double.NaN);
  }

  /** The value below which the share {@code q} lies, interpolated; NaN when empty. */
  public double quantile(double q) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double at = q * (values.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (at - below) * (values[above] - values[below]);
  }

  /** The middle value. */
  public double median() {
    return quantile(0.5);
  }
}
