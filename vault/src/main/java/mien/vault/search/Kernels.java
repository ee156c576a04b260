package mien.vault.search;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The inner loops of a search. None of them looks at a value to decide what to do next: for given
 * sizes each does the same work.
 *
 * <p>Rows are little-endian float32, one after the other. <em>Codes</em> are signed bytes in blocks
 * of {@value #CODE_ROWS} rows, dimension by dimension: byte {@code k * 128 + r} of a block is
 * dimension {@code k} of its row {@code r}. Their dot products are summed in 16 bits, modulo 2^16:
 * exact whenever the result itself fits, whatever the partial sums do, so that no lane is ever
 * widened. {@link Codes} sees to it that results fit.
 */
interface Kernels {

  /** Rows in a block of codes. */
  int CODE_ROWS = 128;

  /** Probes side by side in {@link #codeDots}. */
  int CODE_PROBES = 4;

  /** How rows are stored. */
  ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** What it is, for people. */
  KernelReport report();

  /** The dot products of {@code count} rows in turn with a probe, into {@code out} from 0. */
  void dots(MemorySegment rows, long offset, int count, float[] probe, float[] out);

  /** How many probes {@link #tile} takes side by side. */
  int tileProbes();

  /**
   * Dot products of several rows with {@link #tileProbes} probes, in an order of summation of its
   * own.
   *
   * @param probes value {@code k * tileProbes + p} is dimension {@code k} of probe {@code p}
   * @param out value {@code r * tileProbes + p} is row {@code r} with probe {@code p}
   */
  void tile(MemorySegment rows, long offset, int count, int dimension, float[] probes, float[] out);

  /** Codes of one block with one probe, into {@code out} from {@code at}. */
  void codeDots(MemorySegment codes, long offset, short[] probe, short[] out, int at);

  /**
   * Codes of one block with {@value #CODE_PROBES} probes.
   *
   * @param probes value {@code k * 4 + p} is dimension {@code k} of probe {@code p}
   * @param out value {@code at + p * stride + r} is row {@code r} with probe {@code p}
   */
  void codeTile(
      MemorySegment codes,
      long offset,
      int dimension,
      short[] probes,
      short[] out,
      int at,
      int stride);

  /** The first index in [from, to) whose score is above {@code bar}, else {@code to}. */
  int nextAbove(float[] scores, int from, int to, float bar);

  /** The first index in [from, to) whose score is at least {@code bar}, else {@code to}. */
  int nextAtLeast(short[] scores, int from, int to, short bar);

  /**
   * The first index in [from, to) whose score is above the bar of its column, else {@code to}.
   *
   * @param scores rows of {@link #tileProbes} scores
   * @param bars one a column
   */
  int nextAboveColumn(float[] scores, int from, int to, float[] bars);
}
