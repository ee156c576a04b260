package mien.bench.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Measures of a verifier on labeled pairs. A pair matches at a threshold when its score is at or
 * above it. Rates are per comparison (ISO/IEC 19795: FMR, FNMR); pairs in which a face was not
 * found are not among them and are reported as failures to enrol.
 */
public final class Verification {

  /**
   * A scored pair.
   *
   * @param score similarity
   * @param same whether both show one person
   * @param fold which of the protocol's folds it belongs to
   */
  public record Pair(double score, boolean same, int fold) {}

  /**
   * What a threshold gives.
   *
   * @param threshold at and above which pairs match
   * @param falseMatches of the pairs of different people
   * @param trueMatches of the pairs of one person
   */
  public record Point(double threshold, Proportion falseMatches, Proportion trueMatches) {

    /** FNMR: pairs of one person that do not match. */
    public Proportion falseNonMatches() {
      return new Proportion(trueMatches.trials() - trueMatches.successes(), trueMatches.trials());
    }
  }

  private final List<Pair> pairs;
  private final List<Point> points;

  /** Takes pairs, of both kinds at least one. */
  public Verification(List<Pair> pairs) {
    this.pairs = pairs.stream().sorted(Comparator.comparingDouble(Pair::score).reversed()).toList();
    this.points = sweep(this.pairs);
  }

  private static List<Point> sweep(List<Pair> sorted) {
    long same = sorted.stream().filter(Pair::same).count();
    long different = sorted.size() - same;
    if (same == 0 || different == 0) {
      throw new IllegalArgumentException(
          "both kinds of pairs are needed, but there were " + same + " and " + different);
    }
    List<Point> points = new ArrayList<>();
    points.add(
        new Point(Double.POSITIVE_INFINITY, new Proportion(0, different), new Proportion(0, same)));
    long trueMatches = 0;
    long falseMatches = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).same()) {
        trueMatches++;
      } else {
        falseMatches++;
      }
      boolean last = i + 1 == sorted.size() || sorted.get(i + 1).score() < sorted.get(i).score();
      if (last) {
        points.add(
            new Point(
                sorted.get(i).score(),
                new Proportion(falseMatches, different),
                new Proportion(trueMatches, same)));
      }
    }
    return List.copyOf(points);
  }

  /** The curve: one point a distinct score, thresholds falling from infinity. */
  public List<Point> points() {
    return points;
  }

  /** The lowest threshold whose false match rate is at most {@code rate}. */
  public Point atFalseMatchRate(double rate) {
    Point found = points.getFirst();
    for (Point point : points) {
      if (point.falseMatches().rate() <= rate) {
        found = point;
      }
    }
    return found;
  }

  /** What a given threshold gives. */
  public Point at(double threshold) {
    Point found = points.getFirst();
    for (Point point : points) {
      if (point.threshold() >= threshold) {
        found = point;
      }
    }
    return new Point(threshold, found.falseMatches(), found.trueMatches());
  }

  /** Area under the curve of true against false match rate. */
  public double area() {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      area +=
          (b.falseMatches().rate() - a.falseMatches().rate())
              * (a.trueMatches().rate() + b.trueMatches().rate())
              / 2;
    }
    return area;
  }

  /** Where FMR and FNMR are nearest to each other: their mean there. */
  public double equalErrorRate() {
    double nearest = Double.POSITIVE_INFINITY;
    double rate = Double.NaN;
    for (Point point : points) {
      double fmr = point.falseMatches().rate();
      double fnmr = 1 - point.trueMatches().rate();
      if (Math.abs(fmr - fnmr) < nearest) {
        nearest = Math.abs(fmr - fnmr);
        rate = (fmr + fnmr) / 2;
      }
    }
    return rate;
  }

  /**
   * The accuracy of each fold at the threshold that is best on the others: the protocol of LFW,
   * View 2 (Huang et al. 2007), over the folds that are there.
   */
  public List<Double> foldAccuracies() {
    List<Integer> folds = pairs.stream().map(Pair::fold).distinct().sorted().toList();
    List<Double> accuracies = new ArrayList<>();
    for (int fold : folds) {
      double threshold = bestThreshold(pair -> pair.fold() != fold);
      List<Pair> held = pairs.stream().filter(pair -> pair.fold() == fold).toList();
      long right = held.stream().filter(pair -> pair.score() >= threshold == pair.same()).count();
      accuracies.add((double) right / held.size());
    }
    return accuracies;
  }

  /** The threshold with the most right decisions; of several the middle of the first gap. */
  private double bestThreshold(Predicate<Pair> training) {
    List<Pair> used = pairs.stream().filter(training).toList();
    long right = used.stream().filter(pair -> !pair.same()).count();
    long most = right;
    double best = used.isEmpty() ? 0 : used.getFirst().score() + 1e-9;
    for (int i = 0; i < used.size(); i++) {
      right += used.get(i).same() ? 1 : -1;
      boolean last = i + 1 == used.size() || used.get(i + 1).score() < used.get(i).score();
      if (last && right > most) {
        most = right;
        double next = i + 1 == used.size() ? used.get(i).score() : used.get(i + 1).score();
        best = (used.get(i).score() + next) / 2;
      }
    }
    return best;
  }
}
