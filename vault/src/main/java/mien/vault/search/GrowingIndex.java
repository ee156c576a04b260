package mien.vault.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/**
 * An index that references are added to and taken out of. Most rows are searched by {@link
 * Int8Index}, the newest by {@link ExactIndex} until they are enough for new codes; a row keeps its
 * number. Exact, as both are.
 *
 * <p>It owns the matrix and its codes, outside the heap, until {@link #close}. For one thread at a
 * time.
 */
public final class GrowingIndex implements AutoCloseable {

  /** Rows that are scanned as they are: codes of fewer are not worth their building. */
  private static final int FEW = 4096;

  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparingDouble(Match::similarity).reversed().thenComparingInt(Match::row);

  private final Kernels kernels;
  private final ReferenceMatrix matrix;
  private final BitSet forgotten = new BitSet();
  private Optional<Int8Index> coded = Optional.empty();

  /**
   * An empty index.
   *
   * @param capacity rows that are expected; more fit
   */
  public GrowingIndex(ModelId model, int dimension, int capacity, KernelPreference preference) {
    this.matrix = new ReferenceMatrix(model, dimension, capacity);
    this.kernels = KernelChoice.of(preference);
  }

  /** Adds a reference of the index's model and dimension; its row, from 0. */
  public int add(Embedding reference) {
    return matrix.append(reference);
  }

  /** Takes a row out: it is overwritten and never found again. Twice does nothing. */
  public void forget(int row) {
    matrix.forget(row);
    coded.ifPresent(codes -> codes.forget(row));
    forgotten.set(row);
  }

  /** How many references can be found. */
  public int references() {
    return matrix.rows() - forgotten.cardinality();
  }

  /** Which arithmetic runs here. */
  public KernelReport kernel() {
    return kernels.report();
  }

  /** The nearest references of each probe, as {@link FaceIndex#nearest(List, int)}. */
  public List<List<Match>> nearest(List<Embedding> probes, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, but was " + count);
    }
    encode();
    // Forgotten rows have the similarity 0 and may stand before others.
    int wanted = (int) Math.min((long) count + forgotten.cardinality(), Math.max(1, matrix.rows()));
    List<List<Match>> newest =
        ExactIndex.from(codedRows(), matrix, kernels).nearest(probes, wanted);
    if (coded.isEmpty()) {
      return newest.stream().map(found -> best(found, List.of(), count)).toList();
    }
    List<List<Match>> older = coded.get().nearest(probes, wanted);
    List<List<Match>> all = new ArrayList<>(probes.size());
    for (int p = 0; p < probes.size(); p++) {
      all.add(best(newest.get(p), older.get(p), count));
    }
    return all;
  }

  private List<Match> best(List<Match> some, List<Match> others, int count) {
    List<Match> all = new ArrayList<>(some);
    all.addAll(others);
    all.removeIf(match -> forgotten.get(match.row()));
    all.sort(BEST_FIRST);
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }

  private int codedRows() {
    return coded.map(Int8Index::rows).orElse(0);
  }

  /** New codes where too many rows have none: a quarter of the others. */
  private void encode() {
    if (matrix.rows() - codedRows() > Math.max(FEW, codedRows() / 4)) {
      coded.ifPresent(Int8Index::close);
      coded = Optional.of(Int8Index.build(matrix, kernels));
    }
  }

  @Override
  public void close() {
    coded.ifPresent(Int8Index::close);
    matrix.close();
  }
}
