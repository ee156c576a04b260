package mien.vault.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/**
 * Compares a probe with every row in float32. One probe is one stream through the matrix, as fast
 * as memory gives it; several go through a matrix multiplication in blocks that stay in cache.
 *
 * <p>These scores only nominate rows: whatever reaches the bar within the rounding error is
 * compared again by {@link mien.core.face.CosineSimilarity}, the one similarity. Alone or in a
 * batch, a probe gets the same answer. Does not own the matrix.
 */
public final class ExactIndex implements FaceIndex {

  /** Rows scored before the best are picked: their scores stay in the first-level cache. */
  private static final int BLOCK = 1024;

  /** Rows of a multiplied block; 96 rows by 64 probes of scores are 24 KB. */
  private static final int TILE_BLOCK = 96;

  /** Fewer probes than this are scanned one by one. */
  private static final int FEW = 4;

  private final ReferenceMatrix matrix;
  private final int first;
  private final Kernels kernels;

  private ExactIndex(ReferenceMatrix matrix, int first, Kernels kernels) {
    this.matrix = matrix;
    this.first = first;
    this.kernels = kernels;
  }

  /**
   * An index over {@code matrix}, which must stay open as long as it is searched.
   *
   * @param preference which arithmetic to use; {@link #kernel} says what runs
   */
  public static ExactIndex over(ReferenceMatrix matrix, KernelPreference preference) {
    return new ExactIndex(matrix, 0, KernelChoice.of(preference));
  }

  /** For tests that count what a kernel visits. */
  static ExactIndex over(ReferenceMatrix matrix, Kernels kernels) {
    return new ExactIndex(matrix, 0, kernels);
  }

  /** Of the rows from {@code first} on. */
  static ExactIndex from(int first, ReferenceMatrix matrix, Kernels kernels) {
    return new ExactIndex(matrix, first, kernels);
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
    return matrix.rows() - first;
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
    List<float[]> values = probes.stream().map(matrix::probe).toList();
    List<List<Match>> found = new ArrayList<>(values.size());
    int kept = Math.min(count, Math.max(1, rows()));
    if (values.size() < FEW) {
      values.forEach(probe -> found.add(scan(probe, kept)));
    } else {
      for (int from = 0; from < values.size(); from += kernels.tileProbes()) {
        int to = Math.min(values.size(), from + kernels.tileProbes());
        found.addAll(multiply(values.subList(from, to), kept));
      }
    }
    return found;
  }

  private List<Match> scan(float[] probe, int count) {
    TopMatches best = new TopMatches(count);
    float[] scores = new float[BLOCK];
    for (int start = first; start < matrix.rows(); start += BLOCK) {
      int size = Math.min(BLOCK, matrix.rows() - start);
      kernels.dots(matrix.values(), matrix.offset(start), size, probe, scores);
      int i = kernels.nextAbove(scores, 0, size, best.bar() - slack());
      while (i < size) {
        best.offer(start + i, exact(start + i, probe));
        i = kernels.nextAbove(scores, i + 1, size, best.bar() - slack());
      }
    }
    return best.best();
  }

  private List<List<Match>> multiply(List<float[]> probes, int count) {
    int columns = kernels.tileProbes();
    float[] side = sideBySide(probes, columns);
    TopMatches[] best = new TopMatches[probes.size()];
    Arrays.setAll(best, _ -> new TopMatches(count));
    float[] bars = new float[columns];
    Arrays.fill(bars, Float.POSITIVE_INFINITY);
    Arrays.fill(bars, 0, probes.size(), Float.NEGATIVE_INFINITY);
    float[] scores = new float[TILE_BLOCK * columns];
    for (int start = first; start < matrix.rows(); start += TILE_BLOCK) {
      int size = Math.min(TILE_BLOCK, matrix.rows() - start);
      kernels.tile(matrix.values(), matrix.offset(start), size, matrix.dimension(), side, scores);
      int end = size * columns;
      int i = kernels.nextAboveColumn(scores, 0, end, bars);
      while (i < end) {
        int p = i % columns;
        int row = start + i / columns;
        best[p].offer(row, exact(row, probes.get(p)));
        bars[p] = best[p].bar() - slack();
        i = kernels.nextAboveColumn(scores, i + 1, end, bars);
      }
    }
    return Arrays.stream(best).map(TopMatches::best).toList();
  }

  private float exact(int row, float[] probe) {
    return (float) matrix.similarity(row, probe);
  }

  /**
   * Twice the most that the sum of a unit row's products can be off in any order: each order is
   * within {@code n u} of the truth, u = 2^-24 (Higham, "Accuracy and Stability of Numerical
   * Algorithms", 3.1), and a margin for n u not being tiny.
   */
  private float slack() {
    return 4f * matrix.dimension() * 0x1p-24f;
  }

  private static float[] sideBySide(List<float[]> probes, int columns) {
    int dimension = probes.getFirst().length;
    float[] side = new float[dimension * columns];
    for (int p = 0; p < probes.size(); p++) {
      float[] probe = probes.get(p);
      for (int k = 0; k < dimension; k++) {
        side[k * columns + p] = probe[k];
      }
    }
    return side;
  }
}
