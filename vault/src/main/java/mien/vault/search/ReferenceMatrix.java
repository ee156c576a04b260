package mien.vault.search;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/**
 * References in memory, outside the heap: rows of unit vectors of one model, little-endian float32,
 * row by row. They are never written to disk. It owns the memory from construction to {@link
 * #close}; a search that still runs then fails with {@link IllegalStateException}, and a matrix
 * that is forgotten keeps its memory until the process ends.
 *
 * <p>Safe for many threads that read. Adding, forgetting and closing need all others out.
 */
public final class ReferenceMatrix implements AutoCloseable {

  private static final int MOST_ROWS = 2_000_000_000;

  private final ModelId model;
  private final int dimension;
  private Arena arena;
  private MemorySegment values;
  private int capacity;
  private int rows;

  /**
   * An empty matrix.
   *
   * @param dimension values a row, at least 1
   * @param capacity rows that fit before memory is taken again; at least 0
   */
  public ReferenceMatrix(ModelId model, int dimension, int capacity) {
    if (dimension < 1 || capacity < 0) {
      throw new IllegalArgumentException(
          "a matrix has rows of at least 1 value and room for at least 0 of them, not "
              + dimension
              + " and "
              + capacity);
    }
    this.model = model;
    this.dimension = dimension;
    this.capacity = Math.max(16, capacity);
    this.arena = Arena.ofShared();
    this.values = HugePages.room(arena, offset(this.capacity));
  }

  /**
   * Adds a row; where there is no room, into new memory with a quarter more.
   *
   * @param reference of this matrix's model and dimension
   * @return its row number, from 0
   */
  public int append(Embedding reference) {
    float[] row = values(reference, "a reference");
    if (rows == capacity) {
      grow();
    }
    MemorySegment.copy(row, 0, values, Kernels.FLOAT, offset(rows), dimension);
    return rows++;
  }

  private void grow() {
    if (rows >= MOST_ROWS) {
      throw new IllegalStateException("a matrix has at most " + MOST_ROWS + " rows");
    }
    int more = (int) Math.min(MOST_ROWS, capacity + Math.max(1024L, capacity / 4));
    Arena next = Arena.ofShared();
    MemorySegment larger = HugePages.room(next, offset(more));
    MemorySegment.copy(values, 0, larger, 0, offset(rows));
    close();
    arena = next;
    values = larger;
    capacity = more;
  }

  /** Overwrites a row with zeros: its similarity to everything is 0 from then on. */
  public void forget(int row) {
    values.asSlice(offset(row), offset(1)).fill((byte) 0);
  }

  /** Whose embeddings they are. */
  public ModelId model() {
    return model;
  }

  /** Values a row, at least 1. */
  public int dimension() {
    return dimension;
  }

  /** How many rows there are, forgotten ones among them; may be 0. */
  public int rows() {
    return rows;
  }

  /** Where {@code row} starts in {@link #values}, in bytes. */
  long offset(int row) {
    return 4L * dimension * row;
  }

  /** The rows, for this package only: valid until a row is added or this matrix closes. */
  MemorySegment values() {
    return values;
  }

  void copyRow(int row, float[] into) {
    MemorySegment.copy(values, Kernels.FLOAT, offset(row), into, 0, dimension);
  }

  /**
   * The similarity of a row and a probe: {@link CosineSimilarity}, whatever kernel nominated it.
   */
  double similarity(int row, float[] probe) {
    float[] values = new float[dimension];
    copyRow(row, values);
    return CosineSimilarity.of(values, probe);
  }

  /** The values of a probe, if it is one of this matrix's model and dimension. */
  float[] probe(Embedding probe) {
    return values(probe, "a probe");
  }

  private float[] values(Embedding embedding, String what) {
    if (!embedding.model().equals(model) || embedding.dimension() != dimension) {
      throw new IllegalArgumentException(
          what
              + " must be of the references' model "
              + model
              + " with "
              + dimension
              + " values, but is "
              + embedding
              + "; embed the photo with that recognizer");
    }
    return embedding.toArray();
  }

  /** Overwrites and frees the memory. Closing twice does nothing. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      values.asSlice(0, offset(rows)).fill((byte) 0);
      arena.close();
    }
  }
}
