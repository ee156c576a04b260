package mien.vault.search;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.fault.VaultFault;

/**
 * References on disk, mapped into memory: rows of unit vectors of one model. It owns the mapping
 * from {@link #open} to {@link #close}; a search that still runs then fails with {@link
 * IllegalStateException}, and a matrix that is forgotten stays mapped until the process ends. Safe
 * for many threads at once.
 *
 * <p>The file: {@value #HEADER} bytes of header (the letters {@code MIENREF1}, then little-endian
 * int32 dimension, int32 rows, int32 length of the model's id, the id in ASCII, zeros), then
 * little-endian float32, row by row. Opening reads every row once and refuses a file of the wrong
 * size and rows that are not of unit length, NaN among them.
 */
public final class ReferenceMatrix implements AutoCloseable {

  /** Size of the header in bytes; rows start 64-byte aligned. */
  static final int HEADER = 128;

  static final byte[] MAGIC = "MIENREF1".getBytes(StandardCharsets.US_ASCII);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int MOST_ID_BYTES = 100;
  private static final int MOST_ROWS = 2_000_000_000;

  private final Arena arena;
  private final MemorySegment values;
  private final ModelId model;
  private final int dimension;
  private final int rows;

  private ReferenceMatrix(
      Arena arena, MemorySegment values, ModelId model, int dimension, int rows) {
    this.arena = arena;
    this.values = values;
    this.model = model;
    this.dimension = dimension;
    this.rows = rows;
  }

  /**
   * Maps a file and checks all of it.
   *
   * @throws MienException OPERATOR if the file cannot be read, is not such a file, has another size
   *     than its header says, or has a row that is not of unit length
   */
  public static ReferenceMatrix open(Path file) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      ReferenceMatrix matrix = parse(file, all, arena);
      matrix.check(file);
      return matrix;
    } catch (IOException e) {
      arena.close();
      throw new MienException(
          VaultFault.REFERENCES_UNREADABLE,
          "the references in " + file.getFileName() + " cannot be read: " + e.getMessage(),
          e);
    } catch (MienException e) {
      arena.close();
      throw e;
    }
  }

  private static ReferenceMatrix parse(Path file, MemorySegment all, Arena arena) {
    if (all.byteSize() < HEADER
        || all.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) != -1) {
      throw refused(file, "does not start with the header of a reference file");
    }
    int dimension = all.get(INT, 8);
    int rows = all.get(INT, 12);
    int idBytes = all.get(INT, 16);
    if (dimension < 1 || rows < 0 || rows > MOST_ROWS || idBytes < 1 || idBytes > MOST_ID_BYTES) {
      throw refused(file, "has a damaged header");
    }
    long wanted = HEADER + 4L * dimension * rows;
    if (all.byteSize() != wanted) {
      throw refused(
          file,
          "must have "
              + wanted
              + " bytes for "
              + rows
              + " rows of "
              + dimension
              + ", but has "
              + all.byteSize());
    }
    byte[] id = all.asSlice(20, idBytes).toArray(ValueLayout.JAVA_BYTE);
    try {
      ModelId model = new ModelId(new String(id, StandardCharsets.US_ASCII));
      return new ReferenceMatrix(arena, all.asSlice(HEADER), model, dimension, rows);
    } catch (IllegalArgumentException e) {
      throw refused(file, "names no model");
    }
  }

  private void check(Path file) {
    float[] row = new float[dimension];
    for (int r = 0; r < rows; r++) {
      copyRow(r, row);
      double even = 0;
      double odd = 0;
      int i = 0;
      for (; i + 1 < dimension; i += 2) {
        even += (double) row[i] * row[i];
        odd += (double) row[i + 1] * row[i + 1];
      }
      if (i < dimension) {
        even += (double) row[i] * row[i];
      }
      double norm = Math.sqrt(even + odd);
      if (!(Math.abs(norm - 1) <= Embedding.NORM_TOLERANCE)) {
        throw refused(
            file,
            "must have rows of length 1 within "
                + Embedding.NORM_TOLERANCE
                + ", but row "
                + r
                + " has "
                + norm);
      }
    }
  }

  private static MienException refused(Path file, String why) {
    return new MienException(
        VaultFault.REFERENCES_DAMAGED,
        "the reference file "
            + file.getFileName()
            + " "
            + why
            + "; restore it from a backup or enrol again");
  }

  /** Whose embeddings they are. */
  public ModelId model() {
    return model;
  }

  /** Values a row, at least 1. */
  public int dimension() {
    return dimension;
  }

  /** How many rows there are; may be 0. */
  public int rows() {
    return rows;
  }

  /** Where {@code row} starts in {@link #values}, in bytes. */
  long offset(int row) {
    return 4L * dimension * row;
  }

  /** The rows, for this package only: valid until this matrix closes. */
  MemorySegment values() {
    return values;
  }

  void copyRow(int row, float[] into) {
    MemorySegment.copy(values, Kernels.FLOAT, offset(row), into, 0, dimension);
  }

  /** The values of a probe, if it is one of this matrix's model and dimension. */
  float[] probe(Embedding probe) {
    if (!probe.model().equals(model) || probe.dimension() != dimension) {
      throw new IllegalArgumentException(
          "a probe must be of the references' model "
              + model
              + " with "
              + dimension
              + " values, but is "
              + probe
              + "; embed the photo with that recognizer");
    }
    return probe.toArray();
  }

  /** Unmaps the file. Closing twice does nothing. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
