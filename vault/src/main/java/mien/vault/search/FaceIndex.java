package mien.vault.search;

import java.util.List;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/**
 * Finds the references that are nearest to a probe by cosine similarity. Exact: the answer is the
 * one that comparing with every row gives, and every row and dimension is visited to get it.
 *
 * <p>All indexes over one matrix with one kernel give the same rows and the same similarities, bit
 * for bit, alone or in batches. Safe for many threads at once.
 */
public interface FaceIndex {

  /** Whose embeddings it holds. */
  ModelId model();

  /** Values a row. */
  int dimension();

  /** How many references there are. */
  int rows();

  /** Which arithmetic runs here, and why not the faster one where it does not. */
  KernelReport kernel();

  /**
   * The nearest references.
   *
   * @param probe of the index's model and dimension
   * @param count how many are wanted, at least 1
   * @return best first, equal similarities by lower row; fewer than {@code count} only when there
   *     are fewer rows
   * @throws IllegalArgumentException if the probe is of another model or dimension
   */
  default List<Match> nearest(Embedding probe, int count) {
    return nearest(List.of(probe), count).getFirst();
  }

  /**
   * The nearest references of several probes, in one pass over the matrix for many of them.
   *
   * @param probes each of the index's model and dimension; may be empty
   * @param count how many are wanted for each, at least 1
   * @return one list a probe, in order, as from {@link #nearest(Embedding, int)}
   */
  List<List<Match>> nearest(List<Embedding> probes, int count);
}
