package mien.bench.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Scores of every picture against every picture of another person: few pictures give many
 * comparisons, and so low false match rates.
 *
 * <p>Such comparisons are not independent, since a face that resembles one picture of a person
 * resembles the others too; bounds that count them all are too narrow. The spread is therefore
 * taken from resampling the people (a bootstrap over subjects, as R. M. Bolle et al., "Error
 * analysis of pattern recognition systems – the subsets bootstrap", CVIU 2004), and told as the
 * number of independent comparisons that would spread as much.
 */
public final class ImpostorScores {

  private static final int DRAWS = 400;
  private static final long SEED = 20261121;

  private final int people;
  private final int[] pictures;
  private final long comparisons;
  private final List<Scored> highest;
  private final double least;

  /** Two people whose pictures scored high. */
  private record Scored(int first, int second, float score) {}

  /**
   * A threshold and what it lets through.
   *
   * @param threshold the lowest score with at most the rate asked for
   * @param matches different-person comparisons at or above it
   * @param comparisons all of them
   * @param independent how many independent comparisons would spread as much; 0 without a match
   */
  public record Point(double threshold, long matches, long comparisons, long independent) {

    /** Share of comparisons at or above the threshold. */
    public double rate() {
      return (double) matches / comparisons;
    }

    /** The same with its exact bounds, as if the comparisons were independent. */
    public Proportion share() {
      return new Proportion(matches, comparisons);
    }
  }

  /** The score of two pictures. */
  @FunctionalInterface
  public interface Scorer {
    /** Of the pictures at two indices. */
    double score(int first, int second);
  }

  /**
   * Scores each person against all others.
   *
   * @param person whose picture each is, by index from 0
   * @param scorer asked for every pair of different people
   * @param highestRate the largest rate that {@link #at} will be asked for
   */
  public ImpostorScores(List<Integer> person, Scorer scorer, double highestRate) {
    people = person.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    pictures = new int[people];
    person.forEach(p -> pictures[p]++);
    long pairs = 0;
    List<Scored> all = new ArrayList<>();
    float[] sample = sample(person, scorer);
    // A little below the rate's own quantile, so that nothing that counts is dropped.
    least =
        sample.length == 0
            ? Double.NEGATIVE_INFINITY
            : sample[(int) Math.max(0, Math.floor(sample.length * (1 - 2 * highestRate)) - 1)];
    for (int i = 0; i < person.size(); i++) {
      for (int j = i + 1; j < person.size(); j++) {
        if (!person.get(i).equals(person.get(j))) {
          pairs++;
          double score = scorer.score(i, j);
          if (score >= least) {
            all.add(new Scored(person.get(i), person.get(j), (float) score));
          }
        }
      }
    }
    comparisons = pairs;
    all.sort(Comparator.comparingDouble((Scored s) -> s.score).reversed());
    highest = all;
  }

  /** Sorted scores of some pairs, to know about where the highest begin. */
  private static float[] sample(List<Integer> person, Scorer scorer) {
    Random random = new Random(SEED);
    float[] scores = new float[person.size() < 1000 ? 0 : 200_000];
    for (int k = 0; k < scores.length; ) {
      int i = random.nextInt(person.size());
      int j = random.nextInt(person.size());
      if (!person.get(i).equals(person.get(j))) {
        scores[k++] = (float) scorer.score(i, j);
      }
    }
    Arrays.sort(scores);
    return scores;
  }

  /** All comparisons of different people. */
  public long comparisons() {
    return comparisons;
  }

  /** The lowest threshold that lets at most this share of different people match. */
  public Point at(double rate) {
    int matches = (int) Math.min(highest.size(), Math.floor(rate * comparisons));
    // Equal scores stand or fall together.
    while (matches > 0
        && matches < highest.size()
        && highest.get(matches).score == highest.get(matches - 1).score) {
      matches--;
    }
    double threshold = matches == 0 ? Math.nextUp(1.0f) : highest.get(matches - 1).score;
    return new Point(threshold, matches, comparisons, independent(matches));
  }

  /** Whether a threshold is no lower than that of the highest rate: below, scores were dropped. */
  public boolean covers(double threshold) {
    return threshold >= least;
  }

  /**
   * What a given threshold lets through.
   *
   * @param threshold one that {@link #covers} says yes to
   */
  public Point from(double threshold) {
    if (!covers(threshold)) {
      throw new IllegalArgumentException("scores below " + least + " were dropped: " + threshold);
    }
    int matches = (int) highest.stream().takeWhile(one -> one.score >= threshold).count();
    return new Point(threshold, matches, comparisons, independent(matches));
  }

  private long independent(int matches) {
    if (matches == 0) {
      return 0;
    }
    Random random = new Random(SEED);
    double[] rates = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] times = new int[people];
      for (int k = 0; k < people; k++) {
        times[random.nextInt(people)]++;
      }
      rates[draw] = rate(times, matches);
    }
    double mean = Arrays.stream(rates).average().orElseThrow();
    double variance =
        Arrays.stream(rates).map(r -> (r - mean) * (r - mean)).sum() / (rates.length - 1);
    double rate = (double) matches / comparisons;
    return (long) Math.min((double) comparisons, rate * (1 - rate) / variance);
  }

  private double rate(int[] times, int matches) {
    double sum = 0;
    double squares = 0;
    for (int p = 0; p < people; p++) {
      double drawn = (double) times[p] * pictures[p];
      sum += drawn;
      squares += drawn * drawn;
    }
    double found = 0;
    for (int k = 0; k < matches; k++) {
      found += (double) times[highest.get(k).first] * times[highest.get(k).second];
    }
    return found / ((sum * sum - squares) / 2);
  }
}
