package mien.vault.search;

import java.util.SplittableRandom;
import mien.core.people.FaceVectors;

/**
 * The directions in which the vectors of a library vary most: those of the largest eigenvalues of
 * their second moment, from a sample, by orthogonal iteration (G. Golub, C. Van Loan, "Matrix
 * Computations", 8.2). Projected onto a quarter of its directions a face keeps most of its length,
 * because recognizers spread faces unevenly.
 */
final class LeadingDirections {

  private static final int SAMPLE = 4096;
  private static final int ROUNDS = 12;
  private static final long SEED = 20261201;

  private LeadingDirections() {}

  /** So many orthonormal rows of {@link FaceVectors#dimension} values. */
  static float[][] of(FaceVectors faces, int count) {
    int dimension = faces.dimension();
    float[][] moment = moment(faces);
    float[][] rows = new float[count][dimension];
    SplittableRandom random = new SplittableRandom(SEED);
    for (float[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        row[k] = (float) random.nextDouble(-1, 1);
      }
    }
    orthonormalize(rows);
    for (int round = 0; round < ROUNDS; round++) {
      for (int r = 0; r < count; r++) {
        float[] next = new float[dimension];
        for (int k = 0; k < dimension; k++) {
          next[k] = (float) FaceVectors.dot(moment[k], rows[r]);
        }
        rows[r] = next;
      }
      orthonormalize(rows);
    }
    return rows;
  }

  private static float[][] moment(FaceVectors faces) {
    int dimension = faces.dimension();
    float[][] moment = new float[dimension][dimension];
    int step = Math.max(1, faces.count() / SAMPLE);
    for (int face = 0; face < faces.count(); face += step) {
      float[] row = new float[dimension];
      faces.addTo(row, face);
      for (int a = 0; a < dimension; a++) {
        float value = row[a];
        float[] into = moment[a];
        for (int b = 0; b < dimension; b++) {
          into[b] += value * row[b];
        }
      }
    }
    return moment;
  }

  /** Modified Gram-Schmidt; a row that lies in those before it becomes zero. */
  private static void orthonormalize(float[][] rows) {
    for (int r = 0; r < rows.length; r++) {
      for (int before = 0; before < r; before++) {
        float along = (float) FaceVectors.dot(rows[r], rows[before]);
        for (int k = 0; k < rows[r].length; k++) {
          rows[r][k] -= along * rows[before][k];
        }
      }
      double norm = Math.sqrt(FaceVectors.dot(rows[r], rows[r]));
      for (int k = 0; k < rows[r].length; k++) {
        rows[r][k] = norm < 1e-9 ? 0 : (float) (rows[r][k] / norm);
      }
    }
  }
}
