package mien.core.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * False match rates that were measured for one recogniser, and what they say about other scores.
 *
 * <p>Between two measured thresholds the logarithm of the rate is taken to be linear, which the
 * tails of impostor scores roughly are. Outside them nothing is invented: below the lowest
 * threshold there is no rate, as an interval from there up to 1 would say nothing; above the
 * highest the rate is known to be at most what was measured there. A rate below three matches in
 * all comparisons is never claimed (the rule of three: none seen in N still allows 3/N).
 *
 * @param points in any order; kept by rising threshold
 */
public record Calibration(List<Point> points) {

  private static final double RULE_OF_THREE = 3;

  /**
   * One measurement.
   *
   * @param threshold score at and above which two faces match
   * @param rate share of different-person comparisons at or above it, in [0, 1]
   * @param comparisons how many different-person comparisons were made, above 0
   * @param measuredOn data set and protocol
   */
  public record Point(double threshold, double rate, long comparisons, String measuredOn) {
    /** Refuses what cannot have been measured. */
    public Point {
      Objects.requireNonNull(measuredOn, "measuredOn");
      if (!Double.isFinite(threshold) || !(rate >= 0 && rate <= 1) || comparisons < 1) {
        throw new IllegalArgumentException(
            "a measured rate is in [0, 1] of 1 comparison at least, but was "
                + rate
                + " of "
                + comparisons
                + " at "
                + threshold);
      }
    }

    /** The rate that may be claimed: three matches at least. */
    double claimed() {
      return Math.min(1, Math.max(rate, RULE_OF_THREE / comparisons));
    }

    private BinomialInterval interval() {
      double low = rate * comparisons > RULE_OF_THREE + 0.5 ? claimed() : 0;
      BinomialInterval around = BinomialInterval.of(claimed() * comparisons, comparisons);
      // At three or fewer it may be a bound on none seen: then the true rate may be 0.
      return new BinomialInterval(low == 0 ? 0 : around.low(), around.high());
    }
  }

  /** Sorts and copies; refuses rates that rise with the threshold. */
  public Calibration {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Point::threshold));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).rate() > sorted.get(i - 1).rate()) {
        throw new IllegalArgumentException(
            "a false match rate never rises with the threshold, but does at "
                + sorted.get(i).threshold());
      }
    }
    points = List.copyOf(sorted);
  }

  /** The share of different people whose score reaches {@code score}. */
  public MeasuredRate at(double score) {
    if (points.isEmpty()) {
      return new MeasuredRate.NotMeasured();
    }
    Point lowest = points.getFirst();
    Point highest = points.getLast();
    if (score < lowest.threshold()) {
      BinomialInterval around = lowest.interval();
      return new MeasuredRate.BelowMeasured(
          lowest.threshold(), rate(lowest, lowest.claimed(), around.low(), around.high()));
    }
    if (score >= highest.threshold()) {
      double low = score > highest.threshold() ? 0 : highest.interval().low();
      return new MeasuredRate.Known(
          rate(highest, highest.claimed(), low, highest.interval().high()));
    }
    int above = 1;
    while (points.get(above).threshold() <= score) {
      above++;
    }
    return new MeasuredRate.Known(between(points.get(above - 1), points.get(above), score));
  }

  private static FalseMatchRate between(Point a, Point b, double score) {
    double t = (score - a.threshold()) / (b.threshold() - a.threshold());
    double rate = Math.exp((1 - t) * Math.log(a.claimed()) + t * Math.log(b.claimed()));
    String sets =
        a.measuredOn().equals(b.measuredOn())
            ? a.measuredOn()
            : a.measuredOn() + "; " + b.measuredOn();
    // As if it had been measured with the fewer comparisons of the two.
    Point here = new Point(score, rate, Math.min(a.comparisons(), b.comparisons()), sets);
    return rate(here, here.claimed(), here.interval().low(), here.interval().high());
  }

  private static FalseMatchRate rate(Point point, double rate, double low, double high) {
    return new FalseMatchRate(rate, low, high, point.comparisons(), point.measuredOn());
  }
}
