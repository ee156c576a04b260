package mien.core.face;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Counts the reads of the loop that {@link CosineSimilarity} runs. */
class ConstantWorkTest {

  private static final int DIMENSIONS = 5;

  @Test
  void aComparisonReadsEveryDimensionOfBothOnce() {
    for (float value : new float[] {0, 1, -1, 1e-30f}) {
      int[] reads = new int[2];
      ConstantWork.dot(
          d -> {
            reads[0]++;
            return value;
          },
          d -> {
            reads[1]++;
            return -value;
          },
          DIMENSIONS);
      assertThat(reads).containsExactly(DIMENSIONS, DIMENSIONS);
    }
  }
}
