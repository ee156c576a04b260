package mien.core.people;

import java.util.Arrays;

/**
 * Labels that spread along a graph: each face in turn takes the label that weighs most among its
 * neighbors, until none changes. The weight is the similarity. Faces are visited in an order drawn
 * from a fixed seed, and ties go to the lowest label, so that the same graph gives the same labels.
 */
final class ChineseWhispers {

  private static final long SEED = 2006;
  private static final int MOST_ROUNDS = 20;

  private final NeighborGraph graph;
  private final double floor;
  private final int[] label;

  private ChineseWhispers(NeighborGraph graph, double floor) {
    this.graph = graph;
    this.floor = floor;
    this.label = new int[graph.faces()];
    Arrays.setAll(label, face -> face);
  }

  /**
   * Labels of a graph, each the row of a face.
   *
   * @param floor edges below it are not there
   * @param mute faces that listen and have no voice
   */
  static int[] labels(NeighborGraph graph, double floor, boolean[] mute) {
    ChineseWhispers whispers = new ChineseWhispers(graph, floor);
    int[] order = order(graph.faces());
    boolean changed = true;
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
      changed = false;
      for (int face : order) {
        int heard = whispers.heard(face, mute);
        changed |= heard != whispers.label[face];
        whispers.label[face] = heard;
      }
    }
    return whispers.label;
  }

  private int heard(int face, boolean[] mute) {
    int from = graph.from(face);
    int to = graph.from(face + 1);
    int best = label[face];
    double most = 0;
    for (int e = from; e < to; e++) {
      if (voice(e, mute) && !earlier(e, from, mute)) {
        int said = label[graph.neighbor(e)];
        double weight = 0;
        for (int f = e; f < to; f++) {
          if (voice(f, mute) && label[graph.neighbor(f)] == said) {
            weight += graph.similarity(f);
          }
        }
        if (weight > most || (weight == most && said < best)) {
          most = weight;
          best = said;
        }
      }
    }
    return best;
  }

  private boolean voice(int edge, boolean[] mute) {
    return graph.similarity(edge) >= floor && !mute[graph.neighbor(edge)];
  }

  /** Whether a label was weighed already. */
  private boolean earlier(int edge, int from, boolean[] mute) {
    int said = label[graph.neighbor(edge)];
    for (int e = from; e < edge; e++) {
      if (label[graph.neighbor(e)] == said && voice(e, mute)) {
        return true;
      }
    }
    return false;
  }

  /** A permutation by Fisher and Yates, from SplitMix64. */
  static int[] order(int faces) {
    int[] order = new int[faces];
    long state = SEED;
    for (int i = 0; i < faces; i++) {
      state += 0x9e3779b97f4a7c15L;
      long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      int j = (int) Long.remainderUnsigned(z ^ (z >>> 31), i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
