package mien.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the name that was meant: of commands, options, settings and models.
 *
 * <p>The distance is Damerau-Levenshtein in its restricted form (optimal string alignment):
 * insertions, deletions, replacements and swaps of neighbors, each counting 1. Case is ignored.
 */
public final class NearestWord {

  private static final int MOST = 3;

  private NearestWord() {}

  /**
   * The candidate with the fewest edits if it is near: at most a third of the word's length, and at
   * most 3. Of equals, the first.
   *
   * @param word as it was typed
   * @param candidates the names that there are
   */
  public static Optional<String> of(String word, Collection<String> candidates) {
    String typed = word.toLowerCase(Locale.ROOT);
    String best = null;
    int fewest = Math.min(word.length() / 3, MOST) + 1;
    for (String candidate : candidates) {
      int edits = edits(typed, candidate.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The candidates that begin with the word, 3 at most, else the near one: an abbreviation, such as
   * {@code yunet}, is no slip. A word of one or two letters is the beginning of nothing.
   *
   * @param word as it was typed
   * @param candidates the names that there are
   */
  public static List<String> all(String word, Collection<String> candidates) {
    List<String> begun = new ArrayList<>();
    String typed = word.toLowerCase(Locale.ROOT);
    for (String candidate : candidates) {
      boolean begins = candidate.toLowerCase(Locale.ROOT).startsWith(typed);
      if (begins && word.length() >= MOST && begun.size() < MOST) {
        begun.add(candidate);
      }
    }
    return begun.isEmpty() ? of(word, candidates).stream().toList() : begun;
  }

  /**
   * A question to end an error message with, beginning with a blank: {@code " Did you mean
   * 'faces'?"}; empty when nothing is near.
   *
   * @param word as it was typed
   * @param candidates the names that there are
   */
  public static String question(String word, Collection<String> candidates) {
    List<String> near = all(word, candidates);
    return near.isEmpty()
        ? ""
        : near.stream().collect(Collectors.joining("', '", " Did you mean '", "'?"));
  }

  /** Insertions, deletions, replacements and swaps of neighbors that turn a into b. */
  static int edits(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
