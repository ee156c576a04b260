package mien.bench.metrics;

import java.util.ArrayList;
import java.util.List;

/** How often what was predicted with a probability came true, in bins of probability. */
public final class Reliability {

  /**
   * A bin.
   *
   * @param predicted mean probability
   * @param seen how often it was true
   */
  public record Bin(double predicted, Proportion seen) {}

  private final double[] sums;
  private final long[] counts;
  private final long[] trues;

  /** Starts with so many bins of equal width. */
  public Reliability(int bins) {
    this.sums = new double[bins];
    this.counts = new long[bins];
    this.trues = new long[bins];
  }

  /** Adds a prediction in [0, 1] and what was true. */
  public Reliability add(double probability, boolean truth) {
    int bin = Math.min(counts.length - 1, (int) (probability * counts.length));
    sums[bin] += probability;
    counts[bin]++;
    trues[bin] += truth ? 1 : 0;
    return this;
  }

  /** The bins with something in them. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        bins.add(new Bin(sums[i] / counts[i], new Proportion(trues[i], counts[i])));
      }
    }
    return bins;
  }

  /** The mean distance of predicted from seen, weighted by what the bins hold. */
  public double expectedError() {
    double sum = 0;
    long all = 0;
    for (Bin bin : bins()) {
      sum += bin.seen().trials() * Math.abs(bin.predicted() - bin.seen().rate());
      all += bin.seen().trials();
    }
    return sum / all;
  }
}
