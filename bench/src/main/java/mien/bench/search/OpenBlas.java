package mien.bench.search;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * OpenBLAS on one thread, called from this process over the same mapped file: the fairest peer of a
 * scan. It owns its mapping and buffers until closed. For one thread.
 */
final class OpenBlas implements AutoCloseable {

  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private final Arena arena = Arena.ofConfined();
  private final MethodHandle sgemv;
  private final MethodHandle sgemm;
  private final String config;
  private final MemorySegment matrix;
  private final MemorySegment probes;
  private final MemorySegment scores;
  private final int rows;
  private final int dimension;

  /**
   * Maps the matrix again, for the peer alone.
   *
   * @param probes all probes, one after the other
   */
  OpenBlas(Path file, int header, int rows, int dimension, float[] probes) throws IOException {
    SymbolLookup library = SymbolLookup.libraryLookup("libopenblas.so.0", arena);
    Linker linker = Linker.nativeLinker();
    this.rows = rows;
    this.dimension = dimension;
    this.sgemv =
        linker.downcallHandle(
            library.findOrThrow("cblas_sgemv"),
            FunctionDescriptor.ofVoid(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_FLOAT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_FLOAT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    this.sgemm =
        linker.downcallHandle(
            library.findOrThrow("cblas_sgemm"),
            FunctionDescriptor.ofVoid(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_FLOAT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_FLOAT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    this.config = configure(linker, library);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      this.matrix =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asSlice(header);
    }
    this.probes = arena.allocateFrom(ValueLayout.JAVA_FLOAT, probes);
    this.scores = arena.allocate(4L * rows * Math.max(1, probes.length / dimension), 64);
  }

  private static String configure(Linker linker, SymbolLookup library) {
    try {
      linker
          .downcallHandle(
              library.findOrThrow("openblas_set_num_threads"),
              FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
          .invokeExact(1);
      MemorySegment text =
          (MemorySegment)
              linker
                  .downcallHandle(
                      library.findOrThrow("openblas_get_config"),
                      FunctionDescriptor.of(ValueLayout.ADDRESS))
                  .invokeExact();
      return text.reinterpret(1000).getString(0);
    } catch (Throwable e) {
      throw new IllegalStateException("OpenBLAS could not be set to one thread", e);
    }
  }

  String config() {
    return config;
  }

  /** Scores of one probe with every row. */
  void multiplyOne(int probe) {
    try {
      sgemv.invokeExact(
          ROW_MAJOR,
          PLAIN,
          rows,
          dimension,
          1f,
          matrix,
          dimension,
          probes.asSlice(4L * probe * dimension),
          1,
          0f,
          scores,
          1);
    } catch (Throwable e) {
      throw new IllegalStateException("cblas_sgemv failed", e);
    }
  }

  /** Scores of the first {@code count} probes with every row. */
  void multiplyMany(int count) {
    try {
      sgemm.invokeExact(
          ROW_MAJOR,
          PLAIN,
          TRANSPOSED,
          rows,
          count,
          dimension,
          1f,
          matrix,
          dimension,
          probes,
          dimension,
          0f,
          scores,
          count);
    } catch (Throwable e) {
      throw new IllegalStateException("cblas_sgemm failed", e);
    }
  }

  /** The score of a row after {@link #multiplyOne}. */
  float score(int row) {
    return scores.getAtIndex(ValueLayout.JAVA_FLOAT, row);
  }

  @Override
  public void close() {
    arena.close();
  }
}
