package mien.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wall times of several contenders, measured in turn, in milliseconds. For one thread. */
public final class Timings {

  private final Map<String, List<Double>> times = new LinkedHashMap<>();

  /** Adds a measured time. */
  public void add(String contender, double milliseconds) {
    times.computeIfAbsent(contender, _ -> new ArrayList<>()).add(milliseconds);
  }

  /** Runs and times {@code work}. */
  public void time(String contender, Runnable work) {
    long start = System.nanoTime();
    work.run();
    add(contender, (System.nanoTime() - start) / 1e6);
  }

  /** The middle time of a contender. */
  public double median(String contender) {
    return quantile(contender, 0.5);
  }

  /** The shortest time of a contender. */
  public double least(String contender) {
    return quantile(contender, 0);
  }

  /** The longest time of a contender. */
  public double most(String contender) {
    return quantile(contender, 1);
  }

  /**
   * The median, over the rounds, of {@code slow}'s time by {@code fast}'s time in the same round:
   * it cancels what slows both.
   */
  public double ratio(String slow, String fast) {
    List<Double> a = times.get(slow);
    List<Double> b = times.get(fast);
    if (a == null || b == null || a.size() != b.size()) {
      throw new IllegalArgumentException(slow + " and " + fast + " were not measured in turn");
    }
    double[] ratios = new double[a.size()];
    Arrays.setAll(ratios, i -> a.get(i) / b.get(i));
    return quantile(ratios, 0.5);
  }

  private double quantile(String contender, double q) {
    List<Double> found = times.get(contender);
    if (found == null) {
      throw new IllegalArgumentException(contender + " was not measured");
    }
    return quantile(found.stream().mapToDouble(Double::doubleValue).toArray(), q);
  }

  private static double quantile(double[] values, double q) {
    Arrays.sort(values);
    double at = q * (values.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (at - below) * (values[above] - values[below]);
  }
}
