package mien.bench.metrics;

import java.util.HashMap;
import java.util.Map;

/**
 * How well groups of faces agree with the people who they are.
 *
 * <p>BCubed (A. Bagga, B. Baldwin, "Entity-based cross-document coreferencing using the vector
 * space model", ACL 1998; E. Amigó et al., Information Retrieval 12, 2009): of each face the share
 * of its group that is its person, and the share of its person that is in its group, averaged over
 * faces. Pairwise: the same of pairs. Corrections: how many acts make the groups right, where one
 * act takes all faces of one person out of a group, or merges two groups: of c (group, person)
 * combinations, g groups and p people, c - g to take out and then c - p to merge.
 *
 * @param precision BCubed, in [0, 1]
 * @param recall BCubed, in [0, 1]
 * @param pairPrecision of pairs, 1 where there is none
 * @param pairRecall of pairs, 1 where there is none
 * @param corrections acts
 */
public record GroupScore(
    double precision, double recall, double pairPrecision, double pairRecall, long corrections) {

  /**
   * Scores groups; faces of no known person (-1) count only as company in a group.
   *
   * @param person of each face
   * @param group of each face
   */
  public static GroupScore of(int[] person, int[] group) {
    Map<Long, Integer> cells = new HashMap<>();
    Map<Integer, Integer> groups = new HashMap<>();
    Map<Integer, Integer> known = new HashMap<>();
    Map<Integer, Integer> people = new HashMap<>();
    int faces = 0;
    for (int i = 0; i < person.length; i++) {
      groups.merge(group[i], 1, Integer::sum);
      if (person[i] >= 0) {
        faces++;
        cells.merge(((long) person[i] << 32) | group[i], 1, Integer::sum);
        people.merge(person[i], 1, Integer::sum);
        known.merge(group[i], 1, Integer::sum);
      }
    }
    double precision = 0;
    double recall = 0;
    double right = 0;
    double strangers = 0;
    for (Map.Entry<Long, Integer> cell : cells.entrySet()) {
      double size = cell.getValue();
      int inGroup = groups.getOrDefault((int) (long) cell.getKey(), 0);
      precision += size * size / inGroup;
      recall += size * size / people.getOrDefault((int) (cell.getKey() >> 32), 0);
      right += size * (size - 1) / 2;
      strangers += size * (inGroup - known.getOrDefault((int) (long) cell.getKey(), 0));
    }
    double found = pairs(known) + strangers;
    double there = pairs(people);
    return new GroupScore(
        precision / faces,
        recall / faces,
        found == 0 ? 1 : right / found,
        there == 0 ? 1 : right / there,
        2L * cells.size() - known.size() - people.size());
  }

  private static double pairs(Map<Integer, Integer> sizes) {
    return sizes.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
  }

  /** The harmonic mean of BCubed precision and recall. */
  public double f() {
    return harmonic(precision, recall);
  }

  /** The harmonic mean of both over pairs. */
  public double pairF() {
    return harmonic(pairPrecision, pairRecall);
  }

  private static double harmonic(double a, double b) {
    return a + b == 0 ? 0 : 2 * a * b / (a + b);
  }
}
