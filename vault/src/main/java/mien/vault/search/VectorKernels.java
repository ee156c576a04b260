package mien.vault.search;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Optional;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops on the JDK's Vector API.
 *
 * <p>Three shapes, each chosen by measurement on a 512-bit machine (docs/results/search.md):
 *
 * <ul>
 *   <li>One probe, floats: one row at a time with eight sums. One sequential stream keeps the
 *       hardware prefetcher ahead; four rows side by side ran at half the speed.
 *   <li>One probe, codes: lanes are rows, so that nothing is summed across lanes. Four sums for
 *       even, four for odd dimensions.
 *   <li>Many probes: register blocks of 24 float sums (4 vectors of probes by 6 rows) or 16 short
 *       sums (4 vectors of rows by 4 probes), each loaded value used 4 or 6 times.
 * </ul>
 *
 * <p>Loops are small static methods over {@code static final} species and local variables: the
 * compiler keeps vectors in registers only then. The first calls, before it has compiled them, are
 * tens of times slower.
 */
final class VectorKernels implements Kernels {

  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
  private static final int LANES = FLOATS.length();
  private static final int SHORT_LANES = SHORTS.length();
  private static final VectorShuffle<Float> BY_8 = swap(8);
  private static final VectorShuffle<Float> BY_4 = swap(4);
  private static final VectorShuffle<Float> BY_2 = swap(2);
  private static final VectorShuffle<Float> BY_1 = swap(1);
  private static final int TILE_ROWS = 6;
  private static final int TILE = 4 * LANES;

  /** Why this machine's vectors do not fit these loops; empty when they do. */
  static Optional<String> unfit() {
    int bits = ShortVector.SPECIES_PREFERRED.vectorBitSize();
    return bits == 128 || bits == 256 || bits == 512
        ? Optional.empty()
        : Optional.of("the machine's vectors have " + bits + " bits, not 128, 256 or 512");
  }

  @Override
  public KernelReport report() {
    return new KernelReport("vector-" + FLOATS.vectorBitSize(), Optional.empty());
  }

  @Override
  public void dots(MemorySegment rows, long offset, int count, float[] probe, float[] out) {
    scan(rows, offset, count, probe, probe.length, out);
  }

  private static void scan(
      MemorySegment rows, long offset, int count, float[] probe, int dimension, float[] out) {
    for (int r = 0; r < count; r++) {
      out[r] = rowDot(rows, offset + 4L * r * dimension, probe, dimension);
    }
  }

  /**
   * Eight vectors a step into eight sums. The step matters: with the loop fully unrolled, or
   * bounded by the array's length so that the compiler unrolls it further, the hardware prefetcher
   * loses the stream and the scan runs at half the speed.
   */
  private static float rowDot(MemorySegment rows, long offset, float[] probe, int dimension) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    int last = dimension - 8 * LANES;
    int i = 0;
    for (; i <= last; i += 8 * LANES) {
      long at = offset + 4L * i;
      s0 = floats(rows, at).fma(FloatVector.fromArray(FLOATS, probe, i), s0);
      s1 = floats(rows, at + 4L * LANES).fma(FloatVector.fromArray(FLOATS, probe, i + LANES), s1);
      s2 =
          floats(rows, at + 8L * LANES)
              .fma(FloatVector.fromArray(FLOATS, probe, i + 2 * LANES), s2);
      s3 =
          floats(rows, at + 12L * LANES)
              .fma(FloatVector.fromArray(FLOATS, probe, i + 3 * LANES), s3);
      s4 =
          floats(rows, at + 16L * LANES)
              .fma(FloatVector.fromArray(FLOATS, probe, i + 4 * LANES), s4);
      s5 =
          floats(rows, at + 20L * LANES)
              .fma(FloatVector.fromArray(FLOATS, probe, i + 5 * LANES), s5);
      s6 =
          floats(rows, at + 24L * LANES)
              .fma(FloatVector.fromArray(FLOATS, probe, i + 6 * LANES), s6);
      s7 =
          floats(rows, at + 28L * LANES)
              .fma(FloatVector.fromArray(FLOATS, probe, i + 7 * LANES), s7);
    }
    for (; i <= dimension - LANES; i += LANES) {
      s0 = floats(rows, offset + 4L * i).fma(FloatVector.fromArray(FLOATS, probe, i), s0);
    }
    float sum = sum(s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7))));
    for (; i < dimension; i++) {
      sum += rows.get(FLOAT, offset + 4L * i) * probe[i];
    }
    return sum;
  }

  /**
   * The lanes' sum in a fixed order, halves onto halves. The API's own reduction leaves the order
   * open and does differ between the interpreter and compiled code.
   */
  private static float sum(FloatVector lanes) {
    FloatVector v = lanes;
    if (LANES >= 16) {
      v = v.add(v.rearrange(BY_8));
    }
    if (LANES >= 8) {
      v = v.add(v.rearrange(BY_4));
    }
    v = v.add(v.rearrange(BY_2));
    return v.add(v.rearrange(BY_1)).lane(0);
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(FLOATS, i -> (i ^ distance) % FLOATS.length());
  }

  private static FloatVector floats(MemorySegment rows, long at) {
    return FloatVector.fromMemorySegment(FLOATS, rows, at, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int tileProbes() {
    return TILE;
  }

  @Override
  public void tile(
      MemorySegment rows, long offset, int count, int dimension, float[] probes, float[] out) {
    long pitch = 4L * dimension;
    int r = 0;
    for (; r <= count - TILE_ROWS; r += TILE_ROWS) {
      VectorTiles.sixRows(rows, offset + r * pitch, dimension, probes, out, r * TILE);
    }
    for (; r < count; r++) {
      for (int p = 0; p < TILE; p += LANES) {
        VectorTiles.oneRow(rows, offset + r * pitch, dimension, probes, p, out, r * TILE + p);
      }
    }
  }

  @Override
  public void codeDots(MemorySegment codes, long offset, short[] probe, short[] out, int at) {
    for (int r = 0; r < CODE_ROWS; r += 4 * SHORT_LANES) {
      fourVectors(codes, offset + r, probe, probe.length, out, at + r);
    }
  }

  private static void fourVectors(
      MemorySegment codes, long offset, short[] probe, int dimension, short[] out, int at) {
    ShortVector zero = ShortVector.zero(SHORTS);
    ShortVector s0 = zero;
    ShortVector s1 = zero;
    ShortVector s2 = zero;
    ShortVector s3 = zero;
    ShortVector t0 = zero;
    ShortVector t1 = zero;
    ShortVector t2 = zero;
    ShortVector t3 = zero;
    int k = 0;
    for (; k < dimension - 1; k += 2) {
      ShortVector p = ShortVector.broadcast(SHORTS, probe[k]);
      ShortVector q = ShortVector.broadcast(SHORTS, probe[k + 1]);
      long from = offset + (long) k * CODE_ROWS;
      long next = from + CODE_ROWS;
      s0 = s0.add(codes(codes, from).mul(p));
      s1 = s1.add(codes(codes, from + SHORT_LANES).mul(p));
      s2 = s2.add(codes(codes, from + 2L * SHORT_LANES).mul(p));
      s3 = s3.add(codes(codes, from + 3L * SHORT_LANES).mul(p));
      t0 = t0.add(codes(codes, next).mul(q));
      t1 = t1.add(codes(codes, next + SHORT_LANES).mul(q));
      t2 = t2.add(codes(codes, next + 2L * SHORT_LANES).mul(q));
      t3 = t3.add(codes(codes, next + 3L * SHORT_LANES).mul(q));
    }
    if (k < dimension) {
      ShortVector p = ShortVector.broadcast(SHORTS, probe[k]);
      long from = offset + (long) k * CODE_ROWS;
      s0 = s0.add(codes(codes, from).mul(p));
      s1 = s1.add(codes(codes, from + SHORT_LANES).mul(p));
      s2 = s2.add(codes(codes, from + 2L * SHORT_LANES).mul(p));
      s3 = s3.add(codes(codes, from + 3L * SHORT_LANES).mul(p));
    }
    s0.add(t0).intoArray(out, at);
    s1.add(t1).intoArray(out, at + SHORT_LANES);
    s2.add(t2).intoArray(out, at + 2 * SHORT_LANES);
    s3.add(t3).intoArray(out, at + 3 * SHORT_LANES);
  }

  static ShortVector codes(MemorySegment codes, long at) {
    ByteVector bytes = ByteVector.fromMemorySegment(BYTES, codes, at, ByteOrder.LITTLE_ENDIAN);
    return (ShortVector) bytes.convertShape(VectorOperators.B2S, SHORTS, 0);
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
    for (int r = 0; r < CODE_ROWS; r += 4 * SHORT_LANES) {
      VectorTiles.fourByFour(codes, offset + r, dimension, probes, out, at + r, stride);
    }
  }

  @Override
  public int nextAbove(float[] scores, int from, int to, float bar) {
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      var above = FloatVector.fromArray(FLOATS, scores, i).compare(VectorOperators.GT, bar);
      if (above.anyTrue()) {
        return i + above.firstTrue();
      }
    }
    while (i < to && !(scores[i] > bar)) {
      i++;
    }
    return i;
  }

  @Override
  public int nextAtLeast(short[] scores, int from, int to, short bar) {
    int i = from;
    for (; i <= to - SHORT_LANES; i += SHORT_LANES) {
      var reached = ShortVector.fromArray(SHORTS, scores, i).compare(VectorOperators.GE, bar);
      if (reached.anyTrue()) {
        return i + reached.firstTrue();
      }
    }
    while (i < to && scores[i] < bar) {
      i++;
    }
    return i;
  }

  @Override
  public int nextAboveColumn(float[] scores, int from, int to, float[] bars) {
    int i = from;
    while (i < to && i % LANES != 0) {
      if (scores[i] > bars[i % TILE]) {
        return i;
      }
      i++;
    }
    for (; i <= to - LANES; i += LANES) {
      FloatVector bar = FloatVector.fromArray(FLOATS, bars, i % TILE);
      var above = FloatVector.fromArray(FLOATS, scores, i).compare(VectorOperators.GT, bar);
      if (above.anyTrue()) {
        return i + above.firstTrue();
      }
    }
    while (i < to && !(scores[i] > bars[i % TILE])) {
      i++;
    }
    return i;
  }
}
