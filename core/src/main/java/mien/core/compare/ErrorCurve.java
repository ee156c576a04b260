package mien.core.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Error rates that were measured at several thresholds, and what they say about the scores between.
 *
 * <p>Between two measured thresholds the logarithm of the rate is taken to be linear, which the
 * tails of scores roughly are. Outside them nothing is invented: where errors get more frequent
 * there is a bound and no rate, as an interval up to 1 would say nothing; where they get rarer the
 * rate is known to be at most what was measured last. A rate below three wrong comparisons of all
 * is never claimed ({@link OperatingPoint#claimed}).
 *
 * @param kind which error
 * @param measuredOn model, data set and protocol
 * @param points one at least, in any order; kept with falling rates
 */
public record ErrorCurve(Kind kind, String measuredOn, List<OperatingPoint> points) {

  /** Which error is measured. */
  public enum Kind {
    /** Two different people reach the threshold: rarer the higher it is. */
    FALSE_MATCH(1),
    /** Two pictures of one person stay below the threshold: rarer the lower it is. */
    FALSE_NON_MATCH(-1);

    /** Turns thresholds so that errors get rarer upwards. */
    private final int sign;

    Kind(int sign) {
      this.sign = sign;
    }
  }

  /** Sorts and copies; refuses no point, and rates that run against the thresholds. */
  public ErrorCurve {
    Objects.requireNonNull(measuredOn, "measuredOn");
    List<OperatingPoint> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(point -> kind.sign * point.threshold()));
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("a curve has one point at least");
    }
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).rate() > sorted.get(i - 1).rate()) {
        throw new IllegalArgumentException(
            "a false match rate never rises with the threshold and a false non-match rate never"
                + " falls, but one does at "
                + sorted.get(i).threshold());
      }
    }
    points = List.copyOf(sorted);
  }

  /** The error rate if the threshold were at {@code score}. */
  public MeasuredRate at(double score) {
    OperatingPoint most = points.getFirst();
    OperatingPoint least = points.getLast();
    if (place(score) < place(most.threshold())) {
      return new MeasuredRate.AtLeast(most.threshold(), most.claimed(), measuredOn);
    }
    if (place(score) >= place(least.threshold())) {
      MeasuredRate last = least.measured(measuredOn);
      return score == least.threshold() ? last : atMost(last);
    }
    int after = 1;
    while (place(points.get(after).threshold()) <= place(score)) {
      after++;
    }
    return between(points.get(after - 1), points.get(after), score);
  }

  private static MeasuredRate atMost(MeasuredRate last) {
    return switch (last) {
      case MeasuredRate.Known(ErrorRate rate) -> new MeasuredRate.Known(rate.atMost());
      case MeasuredRate.Published _, MeasuredRate.AtLeast _, MeasuredRate.NotMeasured _ -> last;
    };
  }

  /**
   * The threshold nearest to the more frequent errors whose claimed rate is at most {@code rate}:
   * of false matches the lowest.
   *
   * @return empty if no measured rate is that low
   */
  public OptionalDouble threshold(double rate) {
    if (points.getLast().claimed() > rate) {
      return OptionalDouble.empty();
    }
    int first = 0;
    while (points.get(first).claimed() > rate) {
      first++;
    }
    OperatingPoint reached = points.get(first);
    if (first == 0 || reached.claimed() == 0) {
      return OptionalDouble.of(reached.threshold());
    }
    OperatingPoint before = points.get(first - 1);
    if (at(before, reached, reached.threshold(), rate).claimed() > rate) {
      // So low a rate is not shown between them, as one has too few comparisons.
      return OptionalDouble.of(reached.threshold());
    }
    double whole = Math.log(reached.claimed()) - Math.log(before.claimed());
    double t = (Math.log(rate) - Math.log(before.claimed())) / whole;
    return OptionalDouble.of(before.threshold() + t * (reached.threshold() - before.threshold()));
  }

  /** The last threshold: no measured rate is lower than the one there. */
  public OperatingPoint rarest() {
    return points.getLast();
  }

  private double place(double threshold) {
    return kind.sign * threshold;
  }

  private MeasuredRate between(OperatingPoint a, OperatingPoint b, double score) {
    double t = (score - a.threshold()) / (b.threshold() - a.threshold());
    // A published rate of 0 has no logarithm: the greater of the two holds until there.
    double rate =
        b.claimed() == 0
            ? a.claimed()
            : Math.exp((1 - t) * Math.log(a.claimed()) + t * Math.log(b.claimed()));
    return at(a, b, score, Math.min(1, rate)).measured(measuredOn);
  }

  /** As if it had been measured with the fewer comparisons of the two. */
  private static OperatingPoint at(OperatingPoint a, OperatingPoint b, double score, double rate) {
    OptionalLong fewer =
        a.comparisons().isEmpty() || b.comparisons().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Math.min(a.comparisons().getAsLong(), b.comparisons().getAsLong()));
    return new OperatingPoint(score, rate, fewer);
  }
}
