package mien.core.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The twin of {@link FaceGrouping#group}: every step as it is described, from similarities of pairs
 * alone, all pairs of groups looked at before each merge. Groups are sets of places in the order of
 * ids.
 */
final class PlainGrouping {

  private final List<LibraryFace> faces;
  private final float[][] rows;
  private final PeopleRules rules;
  private final SimilarityBars bars;

  PlainGrouping(SyntheticLibrary library, SimilarityBars bars) {
    List<Integer> order = new ArrayList<>();
    for (int row = 0; row < library.rows().length; row++) {
      order.add(row);
    }
    order.sort(Comparator.comparingLong(row -> library.faces().get(row).id()));
    this.faces = order.stream().map(library.faces()::get).toList();
    this.rows = order.stream().map(row -> library.rows()[row]).toArray(float[][]::new);
    this.rules = library.rules();
    this.bars = bars;
  }

  Set<List<Long>> groups() {
    int[] label = whispers();
    joinLabelsOfPeople(label);
    List<TreeSet<Integer>> groups = new ArrayList<>();
    for (int face = 0; face < rows.length; face++) {
      int one = face;
      groups.stream()
          .filter(g -> samePerson(g.first(), one))
          .findFirst()
          .orElseGet(
              () -> {
                groups.add(new TreeSet<>());
                return groups.getLast();
              })
          .add(face);
    }
    while (mergeBest(groups, label)) {
      // Until no pair is left.
    }
    return groups.stream()
        .map(g -> g.stream().map(face -> faces.get(face).id()).toList())
        .collect(Collectors.toSet());
  }

  private boolean samePerson(int a, int b) {
    return faces.get(a).person().isPresent() && faces.get(a).person().equals(faces.get(b).person());
  }

  private int[] whispers() {
    int[] label = new int[rows.length];
    for (int face = 0; face < label.length; face++) {
      label[face] = face;
    }
    for (int round = 0; round < 20; round++) {
      for (int face : ChineseWhispers.order(label.length)) {
        TreeMap<Integer, Double> votes = new TreeMap<>();
        for (int other = 0; other < label.length; other++) {
          if (other != face && near(face, other) >= bars.join() && !faces.get(other).poor()) {
            votes.merge(label[other], (double) (float) near(face, other), Double::sum);
          }
        }
        double most = 0;
        for (var vote : votes.entrySet()) {
          if (vote.getValue() > most) {
            most = vote.getValue();
            label[face] = vote.getKey();
          }
        }
      }
    }
    return label;
  }

  private void joinLabelsOfPeople(int[] label) {
    for (int a = 0; a < label.length; a++) {
      for (int b = a + 1; b < label.length; b++) {
        if (samePerson(a, b) && label[a] != label[b]) {
          int gone = label[b];
          int kept = label[a];
          for (int face = 0; face < label.length; face++) {
            label[face] = label[face] == gone ? kept : label[face];
          }
        }
      }
    }
  }

  private boolean mergeBest(List<TreeSet<Integer>> groups, int[] label) {
    double most = 0;
    TreeSet<Integer> first = null;
    TreeSet<Integer> second = null;
    for (TreeSet<Integer> a : groups) {
      for (TreeSet<Integer> b : groups) {
        if (a.first() < b.first()
            && touching(a, b, label)
            && allowed(a, b)
            && !startsNothing(a, b)) {
          int small = Math.min(size(a), size(b));
          double over = similarity(a, b) - bars.bar(small, Math.max(size(a), size(b)));
          if (over >= 0 && (first == null || over > most)) {
            most = over;
            first = a;
            second = b;
          }
        }
      }
    }
    if (first == null || second == null) {
      return false;
    }
    first.addAll(second);
    groups.remove(second);
    groups.sort(Comparator.comparingInt(TreeSet::first));
    return true;
  }

  private boolean touching(Set<Integer> a, Set<Integer> b, int[] label) {
    return a.stream()
        .anyMatch(
            x -> b.stream().anyMatch(y -> label[x] == label[y] && near(x, y) >= bars.suggest()));
  }

  private boolean allowed(Set<Integer> a, Set<Integer> b) {
    for (int x : a) {
      for (int y : b) {
        LibraryFace one = faces.get(x);
        LibraryFace other = faces.get(y);
        boolean oneMay = other.person().isEmpty() || rules.mayBe(one, other.person().getAsLong());
        boolean otherMay = one.person().isEmpty() || rules.mayBe(other, one.person().getAsLong());
        if (!rules.mayBeSame(one, other) || !oneMay || !otherMay) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean startsNothing(Set<Integer> a, Set<Integer> b) {
    long goodA = good(a).size();
    long goodB = good(b).size();
    boolean person =
        a.stream().anyMatch(x -> faces.get(x).person().isPresent())
            || b.stream().anyMatch(x -> faces.get(x).person().isPresent());
    return (goodA == 0 || goodB == 0) && Math.max(goodA, goodB) < 2 && !person;
  }

  private List<Integer> good(Set<Integer> group) {
    return group.stream().filter(x -> !faces.get(x).poor()).toList();
  }

  private int size(Set<Integer> group) {
    return Math.max(1, good(group).size());
  }

  /** The good faces, or else the first. */
  private List<Integer> seen(TreeSet<Integer> group) {
    return good(group).isEmpty() ? List.of(group.first()) : good(group);
  }

  private double similarity(TreeSet<Integer> a, TreeSet<Integer> b) {
    return mean(seen(a), seen(b)) / Math.sqrt(coherence(seen(a)) * coherence(seen(b)));
  }

  /** |sum| / n is the square root of the mean over all pairs, each face with itself among them. */
  private double coherence(List<Integer> group) {
    return Math.sqrt(mean(group, group));
  }

  private double mean(List<Integer> a, List<Integer> b) {
    double sum = 0;
    for (int x : a) {
      for (int y : b) {
        sum += near(x, y);
      }
    }
    return sum / ((double) a.size() * b.size());
  }

  private double near(int a, int b) {
    double sum = 0;
    for (int k = 0; k < rows[a].length; k++) {
      sum += (double) rows[a][k] * rows[b][k];
    }
    return sum;
  }
}
