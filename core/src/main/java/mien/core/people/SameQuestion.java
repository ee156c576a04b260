package mien.core.people;

import java.util.Comparator;

/**
 * "Same person?": two groups that the suggest and the assign threshold lie around.
 *
 * @param faceA the lowest face of one group
 * @param faceB the lowest face of the other; above {@code faceA}
 * @param similarity of the two groups
 * @param chance 0 at the suggest threshold to 1 at the one that would have united them
 * @param faces how many faces a yes gives another group: those of the smaller
 */
public record SameQuestion(long faceA, long faceB, double similarity, double chance, int faces) {

  /** The most useful first: the faces that the answer is likely to settle; then by id. */
  public static final Comparator<SameQuestion> MOST_USEFUL_FIRST =
      Comparator.comparingDouble((SameQuestion asked) -> -asked.chance * asked.faces)
          .thenComparingLong(SameQuestion::faceA)
          .thenComparingLong(SameQuestion::faceB);
}
