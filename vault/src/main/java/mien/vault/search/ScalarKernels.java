package mien.vault.search;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** The plain twin of {@link VectorKernels}: the loops as one would write them on paper. */
final class ScalarKernels implements Kernels {

  private static final int TILE = 16;

  private final KernelReport report;

  ScalarKernels(String whyNotVector) {
    this.report = new KernelReport("scalar", Optional.of(whyNotVector));
  }

  @Override
  public KernelReport report() {
    return report;
  }

  private static float dot(MemorySegment rows, long offset, float[] probe) {
    float sum = 0;
    for (int i = 0; i < probe.length; i++) {
      sum += rows.get(FLOAT, offset + 4L * i) * probe[i];
    }
    return sum;
  }

  @Override
  public void dots(MemorySegment rows, long offset, int count, float[] probe, float[] out) {
    for (int r = 0; r < count; r++) {
      out[r] = dot(rows, offset + 4L * r * probe.length, probe);
    }
  }

  @Override
  public int tileProbes() {
    return TILE;
  }

  @Override
  public void tile(
      MemorySegment rows, long offset, int count, int dimension, float[] probes, float[] out) {
    for (int r = 0; r < count; r++) {
      float[] sums = new float[TILE];
      for (int k = 0; k < dimension; k++) {
        float value = rows.get(FLOAT, offset + 4L * ((long) r * dimension + k));
        for (int p = 0; p < TILE; p++) {
          sums[p] += value * probes[k * TILE + p];
        }
      }
      System.arraycopy(sums, 0, out, r * TILE, TILE);
    }
  }

  @Override
  public void codeDots(MemorySegment codes, long offset, short[] probe, short[] out, int at) {
    short[] sums = new short[CODE_ROWS];
    for (int k = 0; k < probe.length; k++) {
      for (int r = 0; r < CODE_ROWS; r++) {
        int code = codes.get(ValueLayout.JAVA_BYTE, offset + (long) k * CODE_ROWS + r);
        sums[r] += (short) (code * probe[k]);
      }
    }
    System.arraycopy(sums, 0, out, at, CODE_ROWS);
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
    short[] probe = new short[dimension];
    for (int p = 0; p < CODE_PROBES; p++) {
      for (int k = 0; k < dimension; k++) {
        probe[k] = probes[k * CODE_PROBES + p];
      }
      codeDots(codes, offset, probe, out, at + p * stride);
    }
  }

  @Override
  public int nextAbove(float[] scores, int from, int to, float bar) {
    int i = from;
    while (i < to && !(scores[i] > bar)) {
      i++;
    }
    return i;
  }

  @Override
  public int nextAtLeast(short[] scores, int from, int to, short bar) {
    int i = from;
    while (i < to && scores[i] < bar) {
      i++;
    }
    return i;
  }

  @Override
  public int nextAboveColumn(float[] scores, int from, int to, float[] bars) {
    int i = from;
    while (i < to && !(scores[i] > bars[i % TILE])) {
      i++;
    }
    return i;
  }
}
