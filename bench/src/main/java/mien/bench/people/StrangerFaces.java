package mien.bench.people;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mien.core.people.FaceVectors;

/**
 * Seeded faces of no one, as near to each other and to real faces as strangers are.
 *
 * <p>A Gaussian with the mean and covariance of real embeddings lacks their tail: strangers of one
 * sex, age and origin are nearer than the covariance of all says. So each face here is drawn from
 * the Gaussian of a neighborhood: the mean and covariance of a real face and those of other people
 * that are nearest to it. The fewer they are, the heavier the tail: {@link #fitted} takes the
 * number at which as many pairs of a stranger and a real face reach a threshold as pairs of two
 * real people do.
 */
final class StrangerFaces {

  /** Sizes of a neighborhood that are tried, heavy tails first. */
  static final List<Integer> SIZES = List.of(50, 75, 100, 150, 200, 300, 400, 600);

  private static final int TRIED = 1500;
  private static final int MOST_PICTURES = 15;

  /** What two pictures of one person share of their squared length, as in the other benches. */
  private static final double SAME = 0.64;

  private final float[][] real;
  private final int[][] near;
  private final int size;
  private final Random random;

  /**
   * Strangers after real faces.
   *
   * @param real one face of each person
   * @param size of a neighborhood
   */
  StrangerFaces(float[][] real, int size, long seed) {
    this(real, neighborhoods(real), Math.min(size, real.length), seed);
  }

  private StrangerFaces(float[][] real, int[][] near, int size, long seed) {
    this.real = real;
    this.near = near;
    this.size = size;
    this.random = new Random(seed);
  }

  /** Those whose pairs with real faces reach {@code threshold} most nearly as often as wanted. */
  static StrangerFaces fitted(float[][] real, double threshold, double rate, long seed) {
    int[][] near = neighborhoods(real);
    double least = Double.POSITIVE_INFINITY;
    StrangerFaces best = new StrangerFaces(real, near, SIZES.getLast(), seed);
    for (int size : SIZES) {
      StrangerFaces one = new StrangerFaces(real, near, Math.min(size, real.length), seed);
      double found = rate(one.draw(TRIED), real, threshold);
      double off = Math.abs(Math.log(Math.max(found, 1e-9) / rate));
      if (off < least) {
        least = off;
        best = new StrangerFaces(real, near, one.size, seed);
      }
    }
    return best;
  }

  /** Share of pairs, one of each, at or above a threshold. */
  static double rate(float[][] a, float[][] b, double threshold) {
    long count = 0;
    for (float[] one : a) {
      for (float[] other : b) {
        count += FaceVectors.dot(one, other) >= threshold ? 1 : 0;
      }
    }
    return count / ((double) a.length * b.length);
  }

  private static int[][] neighborhoods(float[][] real) {
    int most = Math.min(SIZES.getLast(), real.length);
    int[][] near = new int[real.length][];
    for (int face = 0; face < real.length; face++) {
      float[] center = real[face];
      double[] far = new double[real.length];
      Arrays.setAll(far, other -> -FaceVectors.dot(center, real[other]));
      near[face] =
          IntStream.range(0, real.length)
              .boxed()
              .sorted(Comparator.comparingDouble(other -> far[other]))
              .limit(most)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return near;
  }

  /** Faces of a neighborhood. */
  int size() {
    return size;
  }

  /** So many strangers, one face each. */
  float[][] draw(int count) {
    float[][] drawn = new float[count][];
    for (int i = 0; i < count; i++) {
      drawn[i] = next();
    }
    return drawn;
  }

  /** A library of so many faces, of people with 1 to 15 pictures each. */
  float[][] library(int count) {
    float[][] rows = new float[count][];
    int row = 0;
    while (row < count) {
      float[] person = next();
      for (int n = 1 + random.nextInt(MOST_PICTURES); n > 0 && row < count; n--) {
        float[] picture = next();
        for (int k = 0; k < picture.length; k++) {
          picture[k] = (float) (Math.sqrt(SAME) * person[k] + Math.sqrt(1 - SAME) * picture[k]);
        }
        rows[row++] = unit(picture);
      }
    }
    return rows;
  }

  private float[] next() {
    int[] all = near[random.nextInt(real.length)];
    float[] sum = new float[real[0].length];
    float[] mean = new float[sum.length];
    double drawn = 0;
    for (int i = 0; i < size; i++) {
      float[] one = real[all[i]];
      float by = (float) (random.nextGaussian() / Math.sqrt(size - 1.0));
      drawn += by;
      for (int k = 0; k < sum.length; k++) {
        sum[k] += by * one[k];
        mean[k] += one[k] / size;
      }
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] += (float) (1 - drawn) * mean[k];
    }
    return unit(sum);
  }

  private static float[] unit(float[] row) {
    float norm = (float) Math.sqrt(FaceVectors.dot(row, row));
    for (int k = 0; k < row.length; k++) {
      row[k] /= norm;
    }
    return row;
  }
}
