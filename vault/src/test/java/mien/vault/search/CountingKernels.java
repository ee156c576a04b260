package mien.vault.search;

import java.lang.foreign.MemorySegment;

/** Passes everything on and counts the values that a scan goes over. */
final class CountingKernels implements Kernels {

  private final Kernels kernels;
  private long rowValues;
  private long tileValues;
  private long codeValues;

  CountingKernels(Kernels kernels) {
    this.kernels = kernels;
  }

  long rowValues() {
    return rowValues;
  }

  long tileValues() {
    return tileValues;
  }

  long codeValues() {
    return codeValues;
  }

  @Override
  public KernelReport report() {
    return kernels.report();
  }

  @Override
  public void dots(MemorySegment rows, long offset, int count, float[] probe, float[] out) {
    rowValues += (long) count * probe.length;
    kernels.dots(rows, offset, count, probe, out);
  }

  @Override
  public int tileProbes() {
    return kernels.tileProbes();
  }

  @Override
  public void tile(
      MemorySegment rows, long offset, int count, int dimension, float[] probes, float[] out) {
    tileValues += (long) count * dimension;
    kernels.tile(rows, offset, count, dimension, probes, out);
  }

  @Override
  public void codeDots(MemorySegment codes, long offset, short[] probe, short[] out, int at) {
    codeValues += (long) CODE_ROWS * probe.length;
    kernels.codeDots(codes, offset, probe, out, at);
  }

  @Override
  public void codeTile(
      MemorySegment codes,
      long offset,
      int dimension,
      short[] probes,
      short[] out,
      int at,
      int stride) {
    kernels.codeTile(codes, offset, dimension, probes, out, at, stride);
  }

  @Override
  public int nextAbove(float[] scores, int from, int to, float bar) {
    return kernels.nextAbove(scores, from, to, bar);
  }

  @Override
  public int nextAtLeast(short[] scores, int from, int to, short bar) {
    return kernels.nextAtLeast(scores, from, to, bar);
  }

  @Override
  public int nextAboveColumn(float[] scores, int from, int to, float[] bars) {
    return kernels.nextAboveColumn(scores, from, to, bars);
  }
}
