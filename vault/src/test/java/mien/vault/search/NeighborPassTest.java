package mien.vault.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import mien.core.people.FaceVectors;
import mien.core.people.NeighborGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All against all by sketches, beside the plain way. */
class NeighborPassTest {

  /** People in few directions of many, as recognizers spread them. */
  private static float[][] library(int faces, int dimension, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[faces][];
    float[] person = new float[dimension];
    for (int face = 0; face < faces; face++) {
      if (face % 4 == 0) {
        person = direction(random, dimension);
      }
      float[] other = direction(random, dimension);
      double squares = 0;
      for (int k = 0; k < dimension; k++) {
        other[k] = 0.8f * person[k] + 0.6f * other[k];
        squares += (double) other[k] * other[k];
      }
      for (int k = 0; k < dimension; k++) {
        other[k] /= (float) Math.sqrt(squares);
      }
      rows[face] = other;
    }
    return rows;
  }

  private static float[] direction(Random random, int dimension) {
    float[] row = new float[dimension];
    double squares = 0;
    for (int k = 0; k < dimension; k++) {
      row[k] = (float) (random.nextGaussian() * Math.pow(k + 1, -0.4));
      squares += (double) row[k] * row[k];
    }
    for (int k = 0; k < dimension; k++) {
      row[k] /= (float) Math.sqrt(squares);
    }
    return row;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, 3",
    "1, 8, 3",
    "2, 8, 3",
    "127, 7, 3",
    "128, 64, 5",
    "129, 130, 2",
    "1500, 200, 8"
  })
  void findsTheEdgesOfThePlainWay(int faces, int dimension, int most) {
    FaceVectors vectors = FaceVectors.of(library(faces, dimension, faces));
    double floor = 0.55;
    NeighborGraph plain = NeighborGraph.exact(vectors, floor, most);
    for (KernelPreference preference : KernelPreference.values()) {
      try (NeighborPass pass = NeighborPass.over(vectors, floor, most, preference)) {
        // Any order of slices gives the same.
        IntStream.range(0, pass.slices()).map(s -> pass.slices() - 1 - s).forEach(pass::run);
        NeighborGraph found = pass.graph();
        assertThat(found.faces()).isEqualTo(faces);
        // Measured: none missed, and 3 in 1,000 of the edges of real faces at 3 deviations.
        assertThat(found.edges()).isGreaterThanOrEqualTo((int) (0.999 * plain.edges()));
        for (int face = 0; face < faces; face++) {
          for (int e = found.from(face); e < found.from(face + 1); e++) {
            assertThat(found.similarity(e))
                .isEqualTo((float) vectors.similarity(face, found.neighbor(e)))
                .isGreaterThanOrEqualTo((float) floor);
          }
        }
      }
    }
  }
}
