package mien.core.people;

import java.util.List;
import mien.core.face.Embedding;

/**
 * The embeddings of a library's faces, by row: unit vectors of one model, wherever they lie. Safe
 * for as many threads as its source.
 */
public interface FaceVectors {

  /** How many faces there are. */
  int count();

  /** Values of each. */
  int dimension();

  /** The similarity of two faces, in [-1, 1]; the same in both orders. */
  double similarity(int a, int b);

  /** The dot product of a face with any vector of {@link #dimension} values. */
  double dot(float[] vector, int face);

  /** Adds a face's values to {@code sum}, which has {@link #dimension} values. */
  void addTo(float[] sum, int face);

  /**
   * Embeddings in memory.
   *
   * @throws IllegalArgumentException if they are not of one model
   */
  static FaceVectors of(List<Embedding> faces) {
    for (Embedding face : faces) {
      if (!face.model().equals(faces.getFirst().model())
          || face.dimension() != faces.getFirst().dimension()) {
        throw new IllegalArgumentException(
            "faces compare only within one model, but these are "
                + faces.getFirst()
                + " and "
                + face
                + "; embed all of them with the same recognizer");
      }
    }
    return of(faces.stream().map(Embedding::toArray).toArray(float[][]::new));
  }

  /** Rows of unit length in memory, not copied; all of the same length. */
  static FaceVectors of(float[][] rows) {
    return new FaceVectors() {
      @Override
      public int count() {
        return rows.length;
      }

      @Override
      public int dimension() {
        return rows.length == 0 ? 0 : rows[0].length;
      }

      @Override
      public double similarity(int a, int b) {
        return FaceVectors.dot(rows[a], rows[b]);
      }

      @Override
      public double dot(float[] vector, int face) {
        return FaceVectors.dot(vector, rows[face]);
      }

      @Override
      public void addTo(float[] sum, int face) {
        float[] row = rows[face];
        for (int k = 0; k < row.length; k++) {
          sum[k] += row[k];
        }
      }
    };
  }

  /** The dot product, in four sums. */
  static double dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int k = 0;
    for (; k <= a.length - 4; k += 4) {
      s0 += a[k] * b[k];
      s1 += a[k + 1] * b[k + 1];
      s2 += a[k + 2] * b[k + 2];
      s3 += a[k + 3] * b[k + 3];
    }
    for (; k < a.length; k++) {
      s0 += a[k] * b[k];
    }
    return (double) s0 + s1 + s2 + s3;
  }
}
