package mien.core.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts the reads of the loops that {@link Gallery} and {@link CosineSimilarity} run: both hand
 * their values over through the same two interfaces as these tests do.
 */
class ConstantWorkTest {

  private static final int ROWS = 7;
  private static final int DIMENSIONS = 5;

  /** Runs a search and writes down every read in its order: 'p3' is the probe, '2/3' a row. */
  private static List<String> reads(float[] probe, float[][] gallery) {
    List<String> reads = new ArrayList<>();
    ConstantWork.highest(
        d -> {
          reads.add("p" + d);
          return probe[d];
        },
        (r, d) -> {
          reads.add(r + "/" + d);
          return gallery[r][d];
        },
        ROWS,
        DIMENSIONS);
    return reads;
  }

  @Test
  void aSearchReadsEveryDimensionOfEveryRowOnceInTheSameOrderWhateverTheValues() {
    List<String> expected = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      for (int d = 0; d < DIMENSIONS; d++) {
        expected.add("p" + d);
        expected.add(r + "/" + d);
      }
    }
    Random random = new Random(1);
    for (int trial = 0; trial < 50; trial++) {
      float[] probe = Vectors.gaussian(random, DIMENSIONS);
      float[][] gallery = new float[ROWS][];
      for (int r = 0; r < ROWS; r++) {
        // Zero rows, the probe itself and its opposite are where a shortcut would show.
        gallery[r] =
            switch ((trial + r) % 4) {
              case 0 -> new float[DIMENSIONS];
              case 1 -> probe.clone();
              case 2 -> negative(probe);
              default -> Vectors.gaussian(random, DIMENSIONS);
            };
      }
      assertThat(reads(probe, gallery)).isEqualTo(expected);
    }
  }

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

  @ParameterizedTest
  @ValueSource(ints = {0, 3, ROWS - 1})
  void theMaximumIsFoundWhereverItStands(int place) {
    for (float best : new float[] {0.9f, 0, -0.1f}) {
      float[] scores = {-0.5f, -0.4f, -0.9f, -0.2f, -0.3f, -1, -0.6f};
      scores[place] = best;
      ConstantWork.Highest highest = ConstantWork.highest(d -> 1, (r, d) -> scores[r], ROWS, 1);
      assertThat(highest.row()).isEqualTo(place);
      assertThat(highest.score()).isEqualTo(best);
    }
  }

  @Test
  void ofEqualScoresTheFirstWins() {
    float[] scores = {0.1f, 0.7f, 0.2f, 0.7f, 0.7f, -0.7f, 0.7f};
    assertThat(ConstantWork.highest(d -> 1, (r, d) -> scores[r], ROWS, 1).row()).isEqualTo(1);
    assertThat(ConstantWork.highest(d -> 1, (r, d) -> 0.5f, ROWS, 1).row()).isZero();
    assertThat(ConstantWork.highest(d -> 1, (r, d) -> r % 2 == 0 ? 0f : -0f, ROWS, 1).row())
        .isZero();
  }

  @Test
  void agreesWithTheBranchingMaximum() {
    Random random = new Random(9);
    for (int trial = 0; trial < 500; trial++) {
      int rows = 1 + random.nextInt(20);
      float[] scores = new float[rows];
      int expected = 0;
      for (int r = 0; r < rows; r++) {
        scores[r] = random.nextInt(9) / 4f - 1; // few values, so ties are common
        if (scores[r] > scores[expected]) {
          expected = r;
        }
      }
      assertThat(ConstantWork.highest(d -> 1, (r, d) -> scores[r], rows, 1).row())
          .isEqualTo(expected);
    }
  }

  private static float[] negative(float[] v) {
    float[] n = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      n[i] = -v[i];
    }
    return n;
  }
}
