package mien.vault.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {

  private final Kernels scalar = new ScalarKernels("test");
  private final Kernels vector = KernelChoice.of(KernelPreference.AUTO);

  static IntStream dimensions() {
    return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(127, 128, 512, 513));
  }

  @Test
  void the_vector_kernel_runs_here() {
    assertThat(vector.report().name()).startsWith("vector-");
    assertThat(vector.report().refused()).isEmpty();
    assertThat(scalar.report().refused()).contains("test");
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void float_kernels_agree_with_the_plain_twin_within_the_rounding_of_a_sum(int dimension) {
    Random random = new Random(dimension);
    int rows = 13;
    int columns = vector.tileProbes();
    try (Arena arena = Arena.ofConfined()) {
      // Three floats in front: rows need not be aligned.
      MemorySegment values = arena.allocate(4L * (3 + rows * dimension));
      for (int i = 0; i < rows * dimension; i++) {
        values.set(Kernels.FLOAT, 12 + 4L * i, (float) random.nextGaussian());
      }
      float[] probes = new float[dimension * columns];
      for (int i = 0; i < probes.length; i++) {
        probes[i] = (float) random.nextGaussian();
      }
      float[] tile = new float[rows * columns];
      vector.tile(values, 12, rows, dimension, probes, tile);
      float[] probe = new float[dimension];
      float[] dots = new float[rows];
      for (int p = 0; p < columns; p++) {
        for (int k = 0; k < dimension; k++) {
          probe[k] = probes[k * columns + p];
        }
        vector.dots(values, 12, rows, probe, dots);
        float[] plain = new float[rows];
        scalar.dots(values, 12, rows, probe, plain);
        for (int r = 0; r < rows; r++) {
          long at = 12 + 4L * r * dimension;
          double size = 0;
          for (int k = 0; k < dimension; k++) {
            size += Math.abs((double) values.get(Kernels.FLOAT, at + 4L * k) * probe[k]);
          }
          // Two orders of summation, each within n u of the truth, u = 2^-24.
          double tolerance = 2.0 * dimension * 0x1p-24 * size;
          float wanted = plain[r];
          assertThat((double) dots[r]).isCloseTo(wanted, within(tolerance));
          assertThat((double) tile[r * columns + p]).isCloseTo(wanted, within(tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void code_kernels_equal_the_plain_twin_even_where_partial_sums_overflow(int dimension) {
    Random random = new Random(dimension);
    try (Arena arena = Arena.ofConfined()) {
      int bytes = Kernels.CODE_ROWS * dimension;
      MemorySegment codes = arena.allocate(bytes);
      for (int i = 0; i < bytes; i++) {
        codes.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
      }
      short[] probes = new short[dimension * Kernels.CODE_PROBES];
      for (int i = 0; i < probes.length; i++) {
        probes[i] = (short) random.nextInt();
      }
      int stride = Kernels.CODE_ROWS + 5;
      short[] wanted = new short[3 + stride * Kernels.CODE_PROBES];
      short[] found = new short[wanted.length];
      scalar.codeTile(codes, 0, dimension, probes, wanted, 3, stride);
      vector.codeTile(codes, 0, dimension, probes, found, 3, stride);
      assertThat(found).isEqualTo(wanted);
      short[] probe = new short[dimension];
      for (int k = 0; k < dimension; k++) {
        probe[k] = probes[k * Kernels.CODE_PROBES];
      }
      short[] single = new short[Kernels.CODE_ROWS];
      vector.codeDots(codes, 0, probe, single, 0);
      for (int r = 0; r < Kernels.CODE_ROWS; r++) {
        assertThat(single[r]).isEqualTo(wanted[3 + r]);
      }
    }
  }

  @Test
  void the_next_score_over_a_bar_is_found_wherever_it_lies() {
    Random random = new Random(7);
    for (int trial = 0; trial < 500; trial++) {
      int size = 1 + random.nextInt(200);
      float[] scores = new float[size];
      short[] codes = new short[size];
      for (int i = 0; i < size; i++) {
        scores[i] = random.nextInt(40);
        codes[i] = (short) (random.nextInt(40) - 20);
      }
      int from = random.nextInt(size + 1);
      float bar = random.nextInt(42) - 1;
      assertThat(vector.nextAbove(scores, from, size, bar))
          .isEqualTo(scalar.nextAbove(scores, from, size, bar));
      short codeBar = (short) (random.nextInt(42) - 21);
      assertThat(vector.nextAtLeast(codes, from, size, codeBar))
          .isEqualTo(scalar.nextAtLeast(codes, from, size, codeBar));
      float[] bars = new float[vector.tileProbes()];
      for (int p = 0; p < bars.length; p++) {
        bars[p] = 20 + random.nextInt(20);
      }
      int first = from;
      while (first < size && !(scores[first] > bars[first % bars.length])) {
        first++;
      }
      assertThat(vector.nextAboveColumn(scores, from, size, bars)).isEqualTo(first);
    }
  }
}
