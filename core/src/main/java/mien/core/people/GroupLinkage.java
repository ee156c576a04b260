package mien.core.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts groups together, the best pair first, as long as a pair reaches its bar and no rule forbids
 * it. Faces are in the order of their ids. A group is named by one of its faces. For one thread.
 */
final class GroupLinkage {

  private static final Comparator<Pair> BEST_FIRST =
      Comparator.comparingDouble((Pair pair) -> -pair.over)
          .thenComparingInt(Pair::first)
          .thenComparingInt(Pair::second);

  private static final float[] NO_SUM = {};

  private final List<LibraryFace> faces;
  private final FaceVectors vectors;
  private final SimilarityBars bars;
  private final GroupLimits limits;
  private final int[] owner;
  private final int[] lowest;
  private final int[] good;
  private final int[] changes;
  private final int[][] members;
  private final int[][] near;
  private final float[][] sum;
  private final double[] norm;
  private final PriorityQueue<Pair> queue = new PriorityQueue<>(BEST_FIRST);

  /** Two groups as they were when they were compared; {@code over} is how far above the bar. */
  private record Pair(
      double over, int first, int second, int a, int b, int changesA, int changesB) {}

  GroupLinkage(
      List<LibraryFace> faces, FaceVectors vectors, PeopleRules rules, SimilarityBars bars) {
    int n = faces.size();
    this.faces = faces;
    this.vectors = vectors;
    this.bars = bars;
    this.owner = new int[n];
    this.lowest = new int[n];
    this.good = new int[n];
    this.changes = new int[n];
    this.members = new int[n][];
    this.near = new int[n][];
    this.sum = new float[n][];
    Arrays.fill(sum, NO_SUM);
    this.norm = new double[n];
    this.limits = new GroupLimits(faces, rules, owner);
    for (int face = 0; face < n; face++) {
      owner[face] = face;
      lowest[face] = face;
      good[face] = faces.get(face).poor() ? 0 : 1;
      members[face] = new int[] {face};
      norm[face] = 1;
    }
  }

  /** Makes two groups one whatever their similarity: a user said so, or an earlier run. */
  void unite(int faceA, int faceB) {
    if (owner[faceA] != owner[faceB]) {
      merge(owner[faceA], owner[faceB]);
    }
  }

  /**
   * Links along the edges of a graph between faces of one label.
   *
   * @param within the labels; edges between two labels are not there
   * @return the group of each face, as the row of its lowest face
   */
  int[] link(NeighborGraph graph, int[] within) {
    for (int face = 0; face < owner.length; face++) {
      int[] kept = new int[graph.from(face + 1) - graph.from(face)];
      int size = 0;
      for (int e = graph.from(face); e < graph.from(face + 1); e++) {
        if (within[graph.neighbor(e)] == within[face]) {
          kept[size++] = graph.neighbor(e);
        }
      }
      near[face] = Arrays.copyOf(kept, size);
    }
    gather();
    for (int group = 0; group < owner.length; group++) {
      for (int other : near[group]) {
        if (group < other) {
          offer(group, other);
        }
      }
    }
    while (!queue.isEmpty()) {
      Pair best = queue.poll();
      boolean same = changes[best.a] == best.changesA && changes[best.b] == best.changesB;
      if (same && owner[best.a] == best.a && owner[best.b] == best.b) {
        int grown = merge(best.a, best.b);
        near[grown] = around(grown, best.a, best.b);
        for (int other : near[grown]) {
          offer(grown, other);
        }
      }
    }
    return Arrays.stream(owner).map(group -> lowest[group]).toArray();
  }

  /** Gives the neighbors of groups that were united at first to the groups. */
  private void gather() {
    for (int group = 0; group < owner.length; group++) {
      if (owner[group] == group && members[group].length > 1) {
        near[group] = around(group, members[group]);
      }
    }
    for (int group = 0; group < owner.length; group++) {
      if (owner[group] != group) {
        near[group] = new int[0];
      } else if (members[group].length == 1) {
        near[group] = around(group, group);
      }
    }
  }

  /** The groups that are near to any of these, without the group itself. */
  private int[] around(int group, int... parts) {
    int size = Arrays.stream(parts).map(part -> near[part].length).sum();
    int[] all = new int[size];
    int to = 0;
    for (int part : parts) {
      for (int other : near[part]) {
        all[to++] = owner[other];
      }
      if (part != group) {
        near[part] = new int[0];
      }
    }
    return Arrays.stream(all).filter(other -> other != group).sorted().distinct().toArray();
  }

  private void offer(int a, int b) {
    if (!startsNothing(a, b)) {
      int smaller = Math.min(size(a), size(b));
      int larger = Math.max(size(a), size(b));
      double over = similarity(a, b) - bars.bar(smaller, larger);
      if (over >= 0 && limits.allow(a, members[a], b, members[b])) {
        int first = Math.min(lowest[a], lowest[b]);
        int second = Math.max(lowest[a], lowest[b]);
        queue.add(new Pair(over, first, second, a, b, changes[a], changes[b]));
      }
    }
  }

  /** Poor faces join what two good ones started, or a person. */
  private boolean startsNothing(int a, int b) {
    int most = Math.max(good[a], good[b]);
    boolean poor = good[a] == 0 || good[b] == 0;
    return poor && most < 2 && !limits.isPerson(a) && !limits.isPerson(b);
  }

  private int size(int group) {
    return Math.max(1, good[group]);
  }

  /**
   * The mean similarity of all pairs over the geometric mean of both groups' coherence: of a group
   * whose unit vectors sum to s that is |s| / n.
   */
  private double similarity(int a, int b) {
    float[] left = sum[a];
    float[] right = sum[b];
    double dot;
    if (left.length == 0) {
      int face = single(a);
      dot = right.length == 0 ? vectors.similarity(face, single(b)) : vectors.dot(right, face);
    } else {
      dot = right.length == 0 ? vectors.dot(left, single(b)) : FaceVectors.dot(left, right);
    }
    return dot / Math.sqrt(size(a) * norm[a] * size(b) * norm[b]);
  }

  /** The face of a group that has no sum: its good one, or else its first. */
  private int single(int group) {
    for (int face : members[group]) {
      if (!faces.get(face).poor()) {
        return face;
      }
    }
    return lowest[group];
  }

  private int merge(int a, int b) {
    boolean swap =
        members[a].length < members[b].length
            || (members[a].length == members[b].length && lowest[a] > lowest[b]);
    int into = swap ? b : a;
    int from = swap ? a : b;
    add(into, from);
    limits.merge(into, from);
    for (int face : members[from]) {
      owner[face] = into;
    }
    int[] all = Arrays.copyOf(members[into], members[into].length + members[from].length);
    System.arraycopy(members[from], 0, all, members[into].length, members[from].length);
    members[into] = all;
    members[from] = new int[0];
    lowest[into] = Math.min(lowest[into], lowest[from]);
    changes[into]++;
    changes[from]++;
    return into;
  }

  /** Poor faces have no part in what their group looks like. */
  private void add(int into, int from) {
    if (good[from] > 0) {
      float[] total = new float[vectors.dimension()];
      for (int group : List.of(into, from)) {
        if (good[group] == 1) {
          vectors.addTo(total, single(group));
        } else if (good[group] > 1) {
          float[] part = sum[group];
          for (int k = 0; k < total.length; k++) {
            total[k] += part[k];
          }
        }
      }
      good[into] += good[from];
      sum[into] = good[into] > 1 ? total : NO_SUM;
      norm[into] = good[into] > 1 ? Math.sqrt(FaceVectors.dot(total, total)) : 1;
    }
    sum[from] = NO_SUM;
  }

  /** Pairs of groups that an edge connects and that may be one person, the most useful first. */
  List<SameQuestion> questions(NeighborGraph graph) {
    Set<Long> seen = new HashSet<>();
    List<SameQuestion> asked = new ArrayList<>();
    for (int face = 0; face < owner.length; face++) {
      for (int e = graph.from(face); e < graph.from(face + 1); e++) {
        int a = owner[face];
        int b = owner[graph.neighbor(e)];
        long pair = ((long) Math.min(a, b) << 32) | Math.max(a, b);
        if (a != b && seen.add(pair) && limits.allow(a, members[a], b, members[b])) {
          question(a, b).ifPresent(asked::add);
        }
      }
    }
    asked.sort(SameQuestion.MOST_USEFUL_FIRST);
    return asked;
  }

  private Optional<SameQuestion> question(int a, int b) {
    double near = similarity(a, b);
    double bar = bars.bar(Math.min(size(a), size(b)), Math.max(size(a), size(b)));
    if (near < bars.suggest()) {
      return Optional.empty();
    }
    double chance =
        near >= bar ? 1 : (near - bars.suggest()) / Math.max(1e-9, bar - bars.suggest());
    long idA = faces.get(Math.min(lowest[a], lowest[b])).id();
    long idB = faces.get(Math.max(lowest[a], lowest[b])).id();
    int settled = Math.min(members[a].length, members[b].length);
    return Optional.of(new SameQuestion(idA, idB, near, chance, settled));
  }
}
