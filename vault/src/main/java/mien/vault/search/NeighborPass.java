package mien.vault.search;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mien.core.people.FaceVectors;
import mien.core.people.NeighborGraph;

/**
 * All faces of a library against all, each pair once: the graph of those that are near.
 *
 * <p>Each face has a {@link Sketch}: its coordinates along the library's {@link LeadingDirections},
 * as signed bytes. A pair is compared in full only if the sketches allow it. A few edges near the
 * floor may be missed so: {@code mien bench people} measures how few. An edge that is there has its
 * exact similarity.
 *
 * <p>The work comes in slices, so that the caller decides on threads: {@link #run} may be called by
 * several at once, for each slice once. It owns the sketches, 192 bytes a face at most, outside the
 * heap until {@link #close}.
 */
public final class NeighborPass implements AutoCloseable {

  /** Rows that meet all later ones in a slice. */
  private static final int SLICE = 8 * Kernels.CODE_ROWS;

  private final FaceVectors faces;
  private final double floor;
  private final Kernels kernels;
  private final NeighborGraph.Builder edges;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment codes;
  private final int size;
  private final short bar;

  private NeighborPass(FaceVectors faces, double floor, int most, Kernels kernels) {
    this.faces = faces;
    this.floor = floor;
    this.kernels = kernels;
    this.edges = new NeighborGraph.Builder(faces.count(), most);
    Sketch sketch = Sketch.of(faces, floor);
    this.size = sketch.size();
    this.bar = sketch.bar();
    long blocks = Math.ceilDiv(faces.count(), Kernels.CODE_ROWS);
    this.codes = HugePages.room(arena, Math.max(1, blocks * Kernels.CODE_ROWS * size));
    for (int face = 0; face < faces.count(); face++) {
      byte[] row = sketch.codes(faces, face);
      for (int k = 0; k < size; k++) {
        codes.set(ValueLayout.JAVA_BYTE, place(face, k), row[k]);
      }
    }
  }

  /**
   * Prepares a pass: one look at every face.
   *
   * @param faces of unit length; must stay as they are until the graph is there
   * @param floor the least similarity of an edge
   * @param most how many neighbors a face names, 1 at least
   */
  public static NeighborPass over(
      FaceVectors faces, double floor, int most, KernelPreference preference) {
    return new NeighborPass(faces, floor, most, KernelChoice.of(preference));
  }

  /** Which arithmetic runs here. */
  public KernelReport kernel() {
    return kernels.report();
  }

  /** How many slices there are; the first have the most work. */
  public int slices() {
    return Math.ceilDiv(faces.count(), SLICE);
  }

  /** Compares the faces of a slice with all faces from there on. */
  public void run(int slice) {
    int from = slice * SLICE;
    int to = Math.min(faces.count(), from + SLICE);
    short[][] probes = probes(from, to);
    short[] scores = new short[Kernels.CODE_PROBES * Kernels.CODE_ROWS];
    int blocks = Math.ceilDiv(faces.count(), Kernels.CODE_ROWS);
    for (int block = from / Kernels.CODE_ROWS; block < blocks; block++) {
      int first = block * Kernels.CODE_ROWS;
      int rows = Math.min(Kernels.CODE_ROWS, faces.count() - first);
      for (int g = 0; g < probes.length; g++) {
        int probe = from + g * Kernels.CODE_PROBES;
        if (probe < first + rows) {
          kernels.codeTile(codes, at(first), size, probes[g], scores, 0, Kernels.CODE_ROWS);
          for (int p = 0; p < Math.min(Kernels.CODE_PROBES, to - probe); p++) {
            pick(probe + p, scores, p * Kernels.CODE_ROWS, first, rows);
          }
        }
      }
    }
  }

  private void pick(int probe, short[] scores, int start, int first, int rows) {
    int end = start + rows;
    int i = kernels.nextAtLeast(scores, start, end, bar);
    while (i < end) {
      int row = first + i - start;
      if (row > probe) {
        float near = (float) faces.similarity(probe, row);
        if (near >= floor) {
          synchronized (edges) {
            edges.offer(probe, row, near);
          }
        }
      }
      i = kernels.nextAtLeast(scores, i + 1, end, bar);
    }
  }

  /** Four probes side by side in each, from the codes. */
  private short[][] probes(int from, int to) {
    short[][] groups = new short[Math.ceilDiv(to - from, Kernels.CODE_PROBES)][];
    for (int g = 0; g < groups.length; g++) {
      groups[g] = new short[size * Kernels.CODE_PROBES];
      for (int p = 0; p < Kernels.CODE_PROBES; p++) {
        int row = from + g * Kernels.CODE_PROBES + p;
        for (int k = 0; k < size && row < to; k++) {
          groups[g][k * Kernels.CODE_PROBES + p] = code(row, k);
        }
      }
    }
    return groups;
  }

  /** The graph, when every slice has run; asked for once. */
  public NeighborGraph graph() {
    return edges.build();
  }

  private byte code(int face, int k) {
    return codes.get(ValueLayout.JAVA_BYTE, place(face, k));
  }

  private long place(int face, int k) {
    int inBlock = face % Kernels.CODE_ROWS;
    return at(face - inBlock) + (long) k * Kernels.CODE_ROWS + inBlock;
  }

  /** Where the block of a first row starts. */
  private long at(int first) {
    return (long) first * size;
  }

  @Override
  public void close() {
    arena.close();
  }
}
