package mien.vault.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/**
 * Scans bytes instead of floats, a quarter of the memory, then compares the rows themselves that
 * could be among the best. The shortlist has no fixed size: rows are left out only when the bound
 * of {@link Codes} proves that they cannot be among the best, so the answer is that of {@link
 * ExactIndex}, bit for bit. On a million random unit vectors of 512 values, the hardest case,
 * shortlists have a few thousand rows; on faces, fewer.
 *
 * <p>It owns a byte for each value of the matrix, outside the heap, from building to {@link
 * #close}; forgotten, they stay until the process ends. It does not own the matrix, and holds the
 * rows that were there when it was built.
 */
public final class Int8Index implements FaceIndex, AutoCloseable {

  /** Probes worked on together, so that their scores of a million rows are 64 MB. */
  private static final int TILE = 32;

  /** Rows scored before the best are picked, a multiple of the block. */
  private static final int SPAN = 1 << 20;

  private final ReferenceMatrix matrix;
  private final int rows;
  private final Kernels kernels;
  private final Codes codes;
  private final LongAdder reranked = new LongAdder();

  private Int8Index(ReferenceMatrix matrix, Kernels kernels) {
    this.matrix = matrix;
    this.rows = matrix.rows();
    this.kernels = kernels;
    this.codes = new Codes(matrix);
  }

  /**
   * Builds an index over {@code matrix}, which must stay open as long as it is searched: two passes
   * over all of it.
   */
  public static Int8Index build(ReferenceMatrix matrix, KernelPreference preference) {
    return new Int8Index(matrix, KernelChoice.of(preference));
  }

  /** With the kernels of a caller in this package. */
  static Int8Index build(ReferenceMatrix matrix, Kernels kernels) {
    return new Int8Index(matrix, kernels);
  }

  @Override
  public ModelId model() {
    return matrix.model();
  }

  @Override
  public int dimension() {
    return matrix.dimension();
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public KernelReport kernel() {
    return kernels.report();
  }

  @Override
  public List<List<Match>> nearest(List<Embedding> probes, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, but was " + count);
    }
    int kept = Math.min(count, Math.max(1, rows));
    List<List<Match>> found = new ArrayList<>(probes.size());
    for (int from = 0; from < probes.size(); from += TILE) {
      List<Search> searches = new ArrayList<>(TILE);
      for (Embedding probe : probes.subList(from, Math.min(probes.size(), from + TILE))) {
        searches.add(new Search(matrix.probe(probe), kept));
      }
      searchAll(searches);
      searches.forEach(search -> found.add(search.best.best()));
    }
    return found;
  }

  private void searchAll(List<Search> searches) {
    int span = Math.min(SPAN, codes.blocks() * Kernels.CODE_ROWS);
    boolean alone = searches.size() == 1;
    int columns =
        alone ? 1 : Math.ceilDiv(searches.size(), Kernels.CODE_PROBES) * Kernels.CODE_PROBES;
    short[] scores = new short[span * columns];
    List<short[]> groups = alone ? List.of() : groups(searches, columns);
    for (int start = 0; start < rows; start += SPAN) {
      int firstBlock = start / Kernels.CODE_ROWS;
      int lastBlock = Math.min(codes.blocks(), (start + SPAN) / Kernels.CODE_ROWS);
      for (int block = firstBlock; block < lastBlock; block++) {
        int at = (block - firstBlock) * Kernels.CODE_ROWS;
        if (alone) {
          short[] probe = searches.getFirst().probe.codes();
          kernels.codeDots(codes.bytes(), codes.offset(block), probe, scores, at);
        } else {
          tiles(block, groups, scores, at, span);
        }
      }
      int scored = Math.min(SPAN, rows - start);
      for (int p = 0; p < searches.size(); p++) {
        searches.get(p).pick(scores, p * span, scored, start);
      }
    }
  }

  private void tiles(int block, List<short[]> groups, short[] scores, int at, int span) {
    for (int g = 0; g < groups.size(); g++) {
      int to = g * Kernels.CODE_PROBES * span + at;
      kernels.codeTile(
          codes.bytes(), codes.offset(block), dimension(), groups.get(g), scores, to, span);
    }
  }

  private List<short[]> groups(List<Search> searches, int columns) {
    List<short[]> groups = new ArrayList<>();
    for (int from = 0; from < columns; from += Kernels.CODE_PROBES) {
      short[] group = new short[dimension() * Kernels.CODE_PROBES];
      for (int p = from; p < Math.min(from + Kernels.CODE_PROBES, searches.size()); p++) {
        short[] probe = searches.get(p).probe.codes();
        for (int k = 0; k < probe.length; k++) {
          group[k * Kernels.CODE_PROBES + p - from] = probe[k];
        }
      }
      groups.add(group);
    }
    return groups;
  }

  /** Overwrites a row's codes with zeros. */
  void forget(int row) {
    if (row < rows) {
      codes.forget(row);
    }
  }

  /** How many rows all searches so far compared in float32: the shortlists' lengths in all. */
  public long reranked() {
    return reranked.sum();
  }

  /** Frees the codes. A search that still runs then fails; closing twice does nothing. */
  @Override
  public void close() {
    codes.close();
  }

  /** One probe on its way through the matrix. */
  private final class Search {
    private final float[] values;
    private final Codes.Probe probe;
    private final int count;
    private final TopMatches best;

    Search(float[] values, int count) {
      this.values = values;
      this.probe = codes.probe(values);
      this.count = count;
      this.best = new TopMatches(count);
    }

    /** Re-ranks what may be among the best of {@code rows} scores from {@code at}. */
    void pick(short[] scores, int at, int rows, int firstRow) {
      double sure = Math.max(best.bar(), likely(scores, at, rows, firstRow));
      int end = at + rows;
      int i = kernels.nextAtLeast(scores, at, end, probe.bar(sure));
      while (i < end) {
        int row = firstRow + i - at;
        best.offer(row, exact(row));
        sure = Math.max(sure, best.bar());
        i = kernels.nextAtLeast(scores, i + 1, end, probe.bar(sure));
      }
    }

    /** A similarity that as many rows as are wanted reach: that of the best by code. */
    private double likely(short[] scores, int at, int rows, int firstRow) {
      if (rows < count) {
        return Double.NEGATIVE_INFINITY;
      }
      TopMatches byCode = new TopMatches(count);
      int end = at + rows;
      int i = at;
      while (i < end) {
        byCode.offer(i - at, scores[i]);
        float bar = byCode.bar();
        short next = (short) (bar == Float.NEGATIVE_INFINITY ? Short.MIN_VALUE : bar + 1);
        i = bar == Short.MAX_VALUE ? end : kernels.nextAtLeast(scores, i + 1, end, next);
      }
      double least = Double.POSITIVE_INFINITY;
      for (int row : byCode.rows()) {
        least = Math.min(least, exact(firstRow + row));
      }
      return least;
    }

    private float exact(int row) {
      reranked.increment();
      return (float) matrix.similarity(row, values);
    }
  }
}
