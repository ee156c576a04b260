package mien.vault.search;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A matrix as signed bytes, laid out for {@link Kernels#codeDots}, with a proven bound on what the
 * rounding costs.
 *
 * <p>A row {@code r} becomes {@code round(s r)} with one scale s for all rows, a probe {@code q}
 * becomes {@code round(t q)}. Both scales are as fine as sums modulo 2^16 allow: by Cauchy and
 * Schwarz a dot product of codes is at most the product of their norms, so s t is near 32,767 and
 * the sum fits a signed short. With r' and q' the rounded vectors in the old units, the error is
 * {@code <r - r', q> + <r', q - q'>}, so at most {@code |r - r'| |q| + |r'| |q - q'|}: two numbers
 * that are known, one from building and one from the probe.
 */
final class Codes implements AutoCloseable {

  /** Both scales at their balance: 181 squared is the last square below 2^15. */
  private static final double BALANCED = 181;

  private static final int MOST = Short.MAX_VALUE;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment bytes;
  private final int dimension;
  private final int blocks;
  private final double scale;
  private final double rowError;
  private final double codeNorm;

  /** A probe in codes, and what it takes to read a score. */
  record Probe(short[] codes, double unit, double error) {

    /** The smallest code score that a row may have whose similarity reaches {@code similarity}. */
    short bar(double similarity) {
      double bar = Math.floor((similarity - error) / unit);
      return (short) Math.clamp(bar, Short.MIN_VALUE, MOST);
    }
  }

  Codes(ReferenceMatrix matrix) {
    this.dimension = matrix.dimension();
    this.blocks = Math.ceilDiv(matrix.rows(), Kernels.CODE_ROWS);
    this.bytes = HugePages.room(arena, Math.max(1L, blocks * blockBytes()));
    float[] row = new float[dimension];
    float largest = 0;
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.copyRow(r, row);
      for (float v : row) {
        largest = Math.max(largest, Math.abs(v));
      }
    }
    this.scale = Math.min(BALANCED, Byte.MAX_VALUE / Math.max(largest, 1e-9));
    double worst = 0;
    double norm = 1;
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.copyRow(r, row);
      double lost = 0;
      long squares = 0;
      long at = start(r);
      for (int k = 0; k < dimension; k++) {
        int code = nearest(scale * row[k]);
        double rest = row[k] - code / scale;
        lost += rest * rest;
        squares += (long) code * code;
        bytes.set(ValueLayout.JAVA_BYTE, at + (long) k * Kernels.CODE_ROWS, (byte) code);
      }
      worst = Math.max(worst, lost);
      norm = Math.max(norm, (double) squares);
    }
    this.rowError = Math.sqrt(worst);
    this.codeNorm = Math.sqrt(norm);
  }

  /** A probe's codes, as fine as a 16-bit sum with any row allows. */
  Probe probe(float[] values) {
    double fine = MOST / codeNorm;
    while (true) {
      short[] codes = new short[dimension];
      double squares = 0;
      double lost = 0;
      double own = 0;
      for (int k = 0; k < dimension; k++) {
        int code = nearest(fine * values[k]);
        codes[k] = (short) code;
        squares += (double) code * code;
        double rest = values[k] - code / fine;
        lost += rest * rest;
        own += (double) values[k] * values[k];
      }
      if (Math.sqrt(squares) * codeNorm <= MOST) {
        double error = rowError * Math.sqrt(own) + codeNorm / scale * Math.sqrt(lost);
        return new Probe(codes, 1 / (scale * fine), error + rounding());
      }
      fine *= 0.995;
    }
  }

  /** What float32 arithmetic may add to a similarity; see {@link ExactIndex}. */
  private double rounding() {
    return 2.0 * dimension * 0x1p-24 + 1e-6;
  }

  private static int nearest(double value) {
    return (int) (value >= 0 ? value + 0.5 : value - 0.5);
  }

  /** Where a row's first code is; the next is {@link Kernels#CODE_ROWS} further. */
  private long start(int row) {
    return offset(row / Kernels.CODE_ROWS) + row % Kernels.CODE_ROWS;
  }

  /** Overwrites a row with zeros. */
  void forget(int row) {
    for (int k = 0; k < dimension; k++) {
      bytes.set(ValueLayout.JAVA_BYTE, start(row) + (long) k * Kernels.CODE_ROWS, (byte) 0);
    }
  }

  MemorySegment bytes() {
    return bytes;
  }

  int blocks() {
    return blocks;
  }

  /** Where a block starts, in bytes. */
  long offset(int block) {
    return block * blockBytes();
  }

  private long blockBytes() {
    return (long) Kernels.CODE_ROWS * dimension;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      bytes.fill((byte) 0);
      arena.close();
    }
  }
}
