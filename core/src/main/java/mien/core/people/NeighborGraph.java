package mien.core.people;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which faces are near which, with their similarities. Undirected: an edge that either face named
 * is there for both. Immutable.
 */
public final class NeighborGraph {

  private final int[] start;
  private final int[] neighbor;
  private final float[] similarity;

  private NeighborGraph(int[] start, int[] neighbor, float[] similarity) {
    this.start = start;
    this.neighbor = neighbor;
    this.similarity = similarity;
  }

  /**
   * Every pair at or above {@code floor}, of each face the nearest {@code most} at least: the plain
   * way, which compares all with all.
   */
  public static NeighborGraph exact(FaceVectors faces, double floor, int most) {
    Builder edges = new Builder(faces.count(), most);
    for (int a = 0; a < faces.count(); a++) {
      for (int b = a + 1; b < faces.count(); b++) {
        double near = faces.similarity(a, b);
        if (near >= floor) {
          edges.offer(a, b, (float) near);
        }
      }
    }
    return edges.build();
  }

  /** How many faces there are. */
  public int faces() {
    return start.length - 1;
  }

  /** How many undirected edges there are. */
  public int edges() {
    return neighbor.length / 2;
  }

  /** Where the edges of a face begin; they end where the next one's begin. */
  public int from(int face) {
    return start[face];
  }

  /** The face at the other end of an edge; those of one face ascend. */
  public int neighbor(int edge) {
    return neighbor[edge];
  }

  /** How near the two faces of an edge are. */
  public float similarity(int edge) {
    return similarity[edge];
  }

  /** The same with face {@code f} at {@code place[f]}. */
  NeighborGraph renumbered(int[] place) {
    Builder edges = new Builder(faces(), Integer.MAX_VALUE);
    for (int face = 0; face < faces(); face++) {
      for (int e = start[face]; e < start[face + 1]; e++) {
        if (face < neighbor[e]) {
          edges.add(place[face], place[neighbor[e]], similarity[e]);
        }
      }
    }
    return edges.build();
  }

  /** Collects edges; keeps of each face the nearest so many that were offered. For one thread. */
  public static final class Builder {
    private static final int FIRST_ROOM = 4;
    private static final long[] NOTHING = {};

    private final int most;
    private final long[][] best;
    private final int[] size;

    /**
     * For so many faces.
     *
     * @param most how many neighbors a face names, at least 1; others may name it beside them
     */
    public Builder(int faces, int most) {
      this.most = most;
      this.best = new long[faces][];
      Arrays.fill(best, NOTHING);
      this.size = new int[faces];
    }

    /** Offers a pair of different faces, in either order, once. */
    public void offer(int a, int b, float near) {
      offerTo(a, b, near);
      offerTo(b, a, near);
    }

    /** The similarity that a further neighbor of a face must beat; -1 while there is room. */
    public float bar(int face) {
      return size[face] < most ? -1 : near(best[face][0]);
    }

    /** Adds a pair whatever else was offered. */
    void add(int a, int b, float near) {
      keep(a, key(b, near));
    }

    private void offerTo(int face, int other, float near) {
      long key = key(other, near);
      if (size[face] < most) {
        keep(face, key);
      } else if (key > best[face][0]) {
        sink(best[face], key);
      }
    }

    private void keep(int face, long key) {
      long[] heap = best[face];
      int at = size[face]++;
      if (at == heap.length) {
        heap = Arrays.copyOf(heap, Math.max(FIRST_ROOM, 2 * at));
        best[face] = heap;
      }
      while (at > 0 && heap[(at - 1) / 2] > key) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
      }
      heap[at] = key;
    }

    private void sink(long[] heap, long key) {
      int at = 0;
      for (int child = 1; child < most; child = 2 * at + 1) {
        if (child + 1 < most && heap[child + 1] < heap[child]) {
          child++;
        }
        if (key <= heap[child]) {
          break;
        }
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = key;
    }

    /** Higher similarities are higher; equal ones by lower face. */
    private static long key(int other, float near) {
      int bits = Float.floatToRawIntBits(near + 0.0f);
      int sortable = bits ^ ((bits >> 31) & 0x7fffffff);
      return ((long) sortable << 32) | (~other & 0xffffffffL);
    }

    private static float near(long key) {
      int sortable = (int) (key >> 32);
      return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & 0x7fffffff));
    }

    /** The graph of what was kept; the builder is empty afterwards. */
    public NeighborGraph build() {
      int faces = size.length;
      int[] degree = new int[faces + 1];
      long directed = 0;
      for (int face = 0; face < faces; face++) {
        directed += size[face];
        degree[face + 1] += size[face];
        for (int i = 0; i < size[face]; i++) {
          degree[~(int) best[face][i] + 1]++;
        }
      }
      if (2 * directed > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "a graph holds 1 billion edges, but got " + directed + "; name fewer neighbors a face");
      }
      for (int face = 0; face < faces; face++) {
        degree[face + 1] += degree[face];
      }
      long[] all = new long[(int) (2 * directed)];
      int[] next = Arrays.copyOf(degree, faces);
      for (int face = 0; face < faces; face++) {
        for (int i = 0; i < size[face]; i++) {
          long key = best[face][i];
          int other = ~(int) key;
          int bits = Float.floatToRawIntBits(near(key));
          all[next[face]++] = ((long) other << 32) | (bits & 0xffffffffL);
          all[next[other]++] = ((long) face << 32) | (bits & 0xffffffffL);
        }
        best[face] = NOTHING;
      }
      return compact(degree, all);
    }

    /** Sorts each face's edges by neighbor and drops what both ends had named. */
    private static NeighborGraph compact(int[] from, long[] all) {
      int faces = from.length - 1;
      int[] start = new int[faces + 1];
      int to = 0;
      for (int face = 0; face < faces; face++) {
        Arrays.sort(all, from[face], from[face + 1]);
        for (int e = from[face]; e < from[face + 1]; e++) {
          if (e == from[face] || (int) (all[e] >> 32) != (int) (all[e - 1] >> 32)) {
            all[to++] = all[e];
          }
        }
        start[face + 1] = to;
      }
      int kept = to;
      int[] neighbor = IntStream.range(0, kept).map(e -> (int) (all[e] >> 32)).toArray();
      float[] near = new float[kept];
      for (int e = 0; e < kept; e++) {
        near[e] = Float.intBitsToFloat((int) all[e]);
      }
      return new NeighborGraph(start, neighbor, near);
    }
  }
}
