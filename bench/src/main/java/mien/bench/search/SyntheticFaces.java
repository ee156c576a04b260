package mien.bench.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/**
 * Seeded embeddings that are spread as real ones are, of no real person.
 *
 * <p>Two pictures of one identity have a cosine of 0.64 in the mean, two identities 0.0 with a
 * deviation of 0.08, as edgeface_xs_512 has on LFW. The deviation of real embeddings is nearly
 * twice that of directions drawn at random in 512 dimensions, since their variance is uneven: here
 * the n-th direction has a variance of n^-0.65, and two random rotations (signs and a
 * Walsh-Hadamard transform) spread the directions over all values.
 */
final class SyntheticFaces {

  static final ModelId MODEL = new ModelId("synthetic");

  private static final double FALL = 0.65;
  private static final double SAME = 0.64;
  private static final int MOST_PICTURES = 15;

  private final int dimension;
  private final float[] deviation;
  private final boolean[][] flips;
  private final Random random;

  SyntheticFaces(int dimension, long seed) {
    if (Integer.bitCount(dimension) != 1) {
      throw new IllegalArgumentException("dimension must be a power of two, but was " + dimension);
    }
    this.dimension = dimension;
    this.random = new Random(seed);
    this.deviation = new float[dimension];
    Random fixed = new Random(1);
    this.flips = new boolean[2][dimension];
    for (int i = 0; i < dimension; i++) {
      deviation[i] = (float) Math.pow(i + 1, -FALL / 2);
      flips[0][i] = fixed.nextBoolean();
      flips[1][i] = fixed.nextBoolean();
    }
  }

  /**
   * A gallery of identities with 1 to 15 pictures each.
   *
   * @param add takes each reference, in order
   * @return for the first identities, as many as asked for, another picture of each: probes
   */
  List<Embedding> gallery(Consumer<Embedding> add, int rows, int probes) {
    List<Embedding> found = new ArrayList<>();
    int row = 0;
    while (row < rows) {
      float[] identity = draw();
      for (int n = 1 + random.nextInt(MOST_PICTURES); n > 0 && row < rows; n--, row++) {
        add.accept(picture(identity));
      }
      if (found.size() < probes) {
        found.add(picture(identity));
      }
    }
    return found;
  }

  /** A person who is in no gallery. */
  Embedding stranger() {
    return picture(draw());
  }

  private float[] draw() {
    float[] values = new float[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextGaussian() * deviation[i];
      squares += (double) values[i] * values[i];
    }
    float norm = (float) Math.sqrt(squares);
    for (int i = 0; i < dimension; i++) {
      values[i] /= norm;
    }
    return values;
  }

  private Embedding picture(float[] identity) {
    float[] noise = draw();
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) (Math.sqrt(SAME) * identity[i] + Math.sqrt(1 - SAME) * noise[i]);
    }
    for (boolean[] flip : flips) {
      for (int i = 0; i < dimension; i++) {
        values[i] = flip[i] ? -values[i] : values[i];
      }
      walshHadamard(values);
    }
    return Embedding.normalized(MODEL, values);
  }

  private static void walshHadamard(float[] v) {
    for (int half = 1; half < v.length; half *= 2) {
      for (int i = 0; i < v.length; i += 2 * half) {
        for (int j = i; j < i + half; j++) {
          float a = v[j];
          float b = v[j + half];
          v[j] = a + b;
          v[j + half] = a - b;
        }
      }
    }
  }
}
