package mien.vault.search;

import static mien.vault.search.VectorKernels.FLOATS;
import static mien.vault.search.VectorKernels.SHORTS;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;

/**
 * The register blocks of the two multiplications. Written out, because the compiler keeps sums in
 * registers only as local variables: 24 float sums with 4 probes' vectors and a row's value are 29
 * of the 32 registers of AVX-512.
 */
final class VectorTiles {

  private static final int LANES = FLOATS.length();
  private static final int TILE = 4 * LANES;
  private static final int SHORT_LANES = SHORTS.length();

  private VectorTiles() {}

  /** One row with {@code LANES} probes from column {@code from}. */
  static void oneRow(
      MemorySegment rows,
      long offset,
      int dimension,
      float[] probes,
      int from,
      float[] out,
      int to) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int k = 0; k < dimension; k++) {
      FloatVector row = FloatVector.broadcast(FLOATS, rows.get(Kernels.FLOAT, offset + 4L * k));
      sum = row.fma(FloatVector.fromArray(FLOATS, probes, k * TILE + from), sum);
    }
    sum.intoArray(out, to);
  }

  /** Six rows with four vectors of probes. */
  static void sixRows(
      MemorySegment rows, long offset, int dimension, float[] probes, float[] out, int to) {
    long pitch = 4L * dimension;
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    FloatVector s40 = zero;
    FloatVector s41 = zero;
    FloatVector s42 = zero;
    FloatVector s43 = zero;
    FloatVector s50 = zero;
    FloatVector s51 = zero;
    FloatVector s52 = zero;
    FloatVector s53 = zero;
    for (int k = 0; k < dimension; k++) {
      long at = offset + 4L * k;
      int p = k * 4 * LANES;
      FloatVector p0 = FloatVector.fromArray(FLOATS, probes, p + 0 * LANES);
      FloatVector p1 = FloatVector.fromArray(FLOATS, probes, p + 1 * LANES);
      FloatVector p2 = FloatVector.fromArray(FLOATS, probes, p + 2 * LANES);
      FloatVector p3 = FloatVector.fromArray(FLOATS, probes, p + 3 * LANES);
      FloatVector r0 = FloatVector.broadcast(FLOATS, rows.get(Kernels.FLOAT, at + 0 * pitch));
      s00 = r0.fma(p0, s00);
      s01 = r0.fma(p1, s01);
      s02 = r0.fma(p2, s02);
      s03 = r0.fma(p3, s03);
      FloatVector r1 = FloatVector.broadcast(FLOATS, rows.get(Kernels.FLOAT, at + 1 * pitch));
      s10 = r1.fma(p0, s10);
      s11 = r1.fma(p1, s11);
      s12 = r1.fma(p2, s12);
      s13 = r1.fma(p3, s13);
      FloatVector r2 = FloatVector.broadcast(FLOATS, rows.get(Kernels.FLOAT, at + 2 * pitch));
      s20 = r2.fma(p0, s20);
      s21 = r2.fma(p1, s21);
      s22 = r2.fma(p2, s22);
      s23 = r2.fma(p3, s23);
      FloatVector r3 = FloatVector.broadcast(FLOATS, rows.get(Kernels.FLOAT, at + 3 * pitch));
      s30 = r3.fma(p0, s30);
      s31 = r3.fma(p1, s31);
      s32 = r3.fma(p2, s32);
      s33 = r3.fma(p3, s33);
      FloatVector r4 = FloatVector.broadcast(FLOATS, rows.get(Kernels.FLOAT, at + 4 * pitch));
      s40 = r4.fma(p0, s40);
      s41 = r4.fma(p1, s41);
      s42 = r4.fma(p2, s42);
      s43 = r4.fma(p3, s43);
      FloatVector r5 = FloatVector.broadcast(FLOATS, rows.get(Kernels.FLOAT, at + 5 * pitch));
      s50 = r5.fma(p0, s50);
      s51 = r5.fma(p1, s51);
      s52 = r5.fma(p2, s52);
      s53 = r5.fma(p3, s53);
    }
    s00.intoArray(out, to + 0 * LANES);
    s01.intoArray(out, to + 1 * LANES);
    s02.intoArray(out, to + 2 * LANES);
    s03.intoArray(out, to + 3 * LANES);
    s10.intoArray(out, to + 4 * LANES);
    s11.intoArray(out, to + 5 * LANES);
    s12.intoArray(out, to + 6 * LANES);
    s13.intoArray(out, to + 7 * LANES);
    s20.intoArray(out, to + 8 * LANES);
    s21.intoArray(out, to + 9 * LANES);
    s22.intoArray(out, to + 10 * LANES);
    s23.intoArray(out, to + 11 * LANES);
    s30.intoArray(out, to + 12 * LANES);
    s31.intoArray(out, to + 13 * LANES);
    s32.intoArray(out, to + 14 * LANES);
    s33.intoArray(out, to + 15 * LANES);
    s40.intoArray(out, to + 16 * LANES);
    s41.intoArray(out, to + 17 * LANES);
    s42.intoArray(out, to + 18 * LANES);
    s43.intoArray(out, to + 19 * LANES);
    s50.intoArray(out, to + 20 * LANES);
    s51.intoArray(out, to + 21 * LANES);
    s52.intoArray(out, to + 22 * LANES);
    s53.intoArray(out, to + 23 * LANES);
  }

  /** Four vectors of rows, which lie side by side in memory, with four probes. */
  static void fourByFour(
      MemorySegment codes,
      long offset,
      int dimension,
      short[] probes,
      short[] out,
      int at,
      int stride) {
    ShortVector zero = ShortVector.zero(SHORTS);
    ShortVector s00 = zero;
    ShortVector s01 = zero;
    ShortVector s02 = zero;
    ShortVector s03 = zero;
    ShortVector s10 = zero;
    ShortVector s11 = zero;
    ShortVector s12 = zero;
    ShortVector s13 = zero;
    ShortVector s20 = zero;
    ShortVector s21 = zero;
    ShortVector s22 = zero;
    ShortVector s23 = zero;
    ShortVector s30 = zero;
    ShortVector s31 = zero;
    ShortVector s32 = zero;
    ShortVector s33 = zero;
    for (int k = 0; k < dimension; k++) {
      long from = offset + (long) k * Kernels.CODE_ROWS;
      ShortVector r0 = VectorKernels.codes(codes, from);
      ShortVector r1 = VectorKernels.codes(codes, from + SHORT_LANES);
      ShortVector r2 = VectorKernels.codes(codes, from + 2L * SHORT_LANES);
      ShortVector r3 = VectorKernels.codes(codes, from + 3L * SHORT_LANES);
      ShortVector p0 = ShortVector.broadcast(SHORTS, probes[k * Kernels.CODE_PROBES]);
      s00 = s00.add(r0.mul(p0));
      s01 = s01.add(r1.mul(p0));
      s02 = s02.add(r2.mul(p0));
      s03 = s03.add(r3.mul(p0));
      ShortVector p1 = ShortVector.broadcast(SHORTS, probes[k * Kernels.CODE_PROBES + 1]);
      s10 = s10.add(r0.mul(p1));
      s11 = s11.add(r1.mul(p1));
      s12 = s12.add(r2.mul(p1));
      s13 = s13.add(r3.mul(p1));
      ShortVector p2 = ShortVector.broadcast(SHORTS, probes[k * Kernels.CODE_PROBES + 2]);
      s20 = s20.add(r0.mul(p2));
      s21 = s21.add(r1.mul(p2));
      s22 = s22.add(r2.mul(p2));
      s23 = s23.add(r3.mul(p2));
      ShortVector p3 = ShortVector.broadcast(SHORTS, probes[k * Kernels.CODE_PROBES + 3]);
      s30 = s30.add(r0.mul(p3));
      s31 = s31.add(r1.mul(p3));
      s32 = s32.add(r2.mul(p3));
      s33 = s33.add(r3.mul(p3));
    }
    s00.intoArray(out, at);
    s01.intoArray(out, at + SHORT_LANES);
    s02.intoArray(out, at + 2 * SHORT_LANES);
    s03.intoArray(out, at + 3 * SHORT_LANES);
    s10.intoArray(out, at + stride);
    s11.intoArray(out, at + stride + SHORT_LANES);
    s12.intoArray(out, at + stride + 2 * SHORT_LANES);
    s13.intoArray(out, at + stride + 3 * SHORT_LANES);
    s20.intoArray(out, at + 2 * stride);
    s21.intoArray(out, at + 2 * stride + SHORT_LANES);
    s22.intoArray(out, at + 2 * stride + 2 * SHORT_LANES);
    s23.intoArray(out, at + 2 * stride + 3 * SHORT_LANES);
    s30.intoArray(out, at + 3 * stride);
    s31.intoArray(out, at + 3 * stride + SHORT_LANES);
    s32.intoArray(out, at + 3 * stride + 2 * SHORT_LANES);
    s33.intoArray(out, at + 3 * stride + 3 * SHORT_LANES);
  }
}
