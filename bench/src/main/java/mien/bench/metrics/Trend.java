package mien.bench.metrics;

import java.util.List;

/**
 * A straight line through points, by least squares.
 *
 * @param start value at 0
 * @param slope change a step
 */
public record Trend(double start, double slope) {

  /** Through (x, y) pairs, of at least two different x. */
  public static Trend through(List<Double> x, List<Double> y) {
    double mx = x.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double my = y.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int i = 0; i < x.size(); i++) {
      above += (x.get(i) - mx) * (y.get(i) - my);
      below += (x.get(i) - mx) * (x.get(i) - mx);
    }
    if (below == 0) {
      throw new IllegalArgumentException("a trend needs at least two different x");
    }
    return new Trend(my - above / below * mx, above / below);
  }
}
