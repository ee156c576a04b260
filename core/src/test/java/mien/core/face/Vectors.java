package mien.core.face;

import java.util.Random;

/** Seeded vectors for tests. */
final class Vectors {

  static final ModelId MODEL = new ModelId("test_model");

  private Vectors() {}

  static float[] gaussian(Random random, int dimension) {
    float[] v = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      v[i] = (float) random.nextGaussian();
    }
    return v;
  }

  static Embedding embedding(Random random, int dimension) {
    return Embedding.normalized(MODEL, gaussian(random, dimension));
  }
}
