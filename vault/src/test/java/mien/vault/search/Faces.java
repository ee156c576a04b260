package mien.vault.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/** Seeded embeddings and matrices of them. */
final class Faces {

  static final ModelId MODEL = new ModelId("synthetic");

  private Faces() {}

  static Embedding random(Random random, int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextGaussian();
    }
    values[0] += values[0] == 0 ? 1 : 0;
    return Embedding.normalized(MODEL, values);
  }

  /** Identities of 1 to 8 pictures each, as far apart as faces are. */
  static List<Embedding> people(long seed, int dimension, int rows) {
    Random random = new Random(seed);
    List<Embedding> all = new ArrayList<>();
    while (all.size() < rows) {
      Embedding person = random(random, dimension);
      for (int n = 1 + random.nextInt(8); n > 0 && all.size() < rows; n--) {
        all.add(near(random, person, 0.75));
      }
    }
    return all;
  }

  /** A picture of the same person: as much noise as {@code noise} times the length. */
  static Embedding near(Random random, Embedding person, double noise) {
    Embedding other = random(random, person.dimension());
    float[] values = new float[person.dimension()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (person.value(i) + noise * other.value(i));
    }
    return Embedding.normalized(MODEL, values);
  }

  static ReferenceMatrix matrix(List<Embedding> rows, int dimension) {
    ReferenceMatrix matrix = new ReferenceMatrix(MODEL, dimension, rows.size());
    rows.forEach(matrix::append);
    return matrix;
  }
}
