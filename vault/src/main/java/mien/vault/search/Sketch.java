package mien.vault.search;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mien.core.people.FaceVectors;

/**
 * How faces are sketched for a {@link NeighborPass}: along how many leading directions, and from
 * which score of two sketches on a pair is compared in full.
 *
 * <p>Both come from the library. If n directions hold a share e of the faces' squared lengths, a
 * pair of one person keeps at least e of its similarity in the mean (measured on three recognizers:
 * more), and what is left out varies by some d, as it does between strangers. The bar for pairs at
 * the floor f is {@code e f - 4 d}. Few directions are cheap and let more pairs through that must
 * be compared in full: the cheapest number is taken.
 */
final class Sketch {

  /** Below the square root of 2^15, so that sums of products fit 16 bits (see {@link Codes}). */
  static final double SCALE = 181;

  private static final int[] SIZES = {48, 64, 80, 96, 112, 128, 160, 192};
  private static final double DEVIATIONS = 4;
  private static final int SAMPLE = 1500;
  private static final int PARTNERS = 64;

  /** What a full comparison costs, in directions of a sketch: measured at a million faces. */
  private static final double FULL = 8000;

  private final float[][] directions;
  private final int size;
  private final short bar;

  private Sketch(float[][] directions, int size, short bar) {
    this.directions = directions;
    this.size = size;
    this.bar = bar;
  }

  /** The sketch that is cheapest for edges from {@code floor} on. */
  static Sketch of(FaceVectors faces, double floor) {
    int most = Math.min(SIZES[SIZES.length - 1], faces.dimension());
    float[][] directions = transposed(LeadingDirections.of(faces, most));
    int sampled = Math.min(SAMPLE, faces.count());
    SplittableRandom random = new SplittableRandom(faces.count());
    int[] face = random.ints(sampled, 0, Math.max(1, faces.count())).toArray();
    byte[][] codes = new byte[sampled][];
    Sketch whole = new Sketch(directions, most, (short) 0);
    for (int i = 0; i < sampled; i++) {
      codes[i] = whole.codes(faces, face[i]);
    }
    double cheapest = Double.POSITIVE_INFINITY;
    Sketch best = whole;
    for (int size : SIZES) {
      int used = Math.min(size, most);
      Kept kept = new Kept(faces, face, codes, used);
      double least = kept.least(floor);
      double cost = used + FULL * kept.through(least);
      if (cost < cheapest) {
        cheapest = cost;
        double score = Math.clamp(Math.floor(least), Short.MIN_VALUE, Short.MAX_VALUE);
        best = new Sketch(directions, used, (short) score);
      }
    }
    return best;
  }

  private static float[][] transposed(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    float[][] turned = new float[columns][rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < columns; k++) {
        turned[k][r] = rows[r][k];
      }
    }
    return turned;
  }

  /** Bytes a face. */
  int size() {
    return size;
  }

  /** The least score of two sketches whose faces may reach the floor. */
  short bar() {
    return bar;
  }

  /** The sketch of a face. Sums side by side, not one after the other: that is vectorized. */
  byte[] codes(FaceVectors faces, int face) {
    float[] row = new float[faces.dimension()];
    faces.addTo(row, face);
    float[] along = new float[size];
    for (int k = 0; k < row.length; k++) {
      float value = row[k];
      float[] step = directions[k];
      for (int d = 0; d < along.length; d++) {
        along[d] += value * step[d];
      }
    }
    byte[] codes = new byte[size];
    for (int d = 0; d < size; d++) {
      codes[d] = (byte) Math.clamp(Math.round(SCALE * along[d]), -127, Byte.MAX_VALUE);
    }
    return codes;
  }

  /** What a number of directions keeps, in units of scores, and which pairs it lets through. */
  private static final class Kept {
    private final List<Double> scores = new ArrayList<>();
    private double share;
    private double left;

    Kept(FaceVectors faces, int[] face, byte[][] codes, int size) {
      for (int a = 0; a < face.length; a++) {
        share += dot(codes[a], codes[a], size) / face.length;
        for (int step = 1; step <= PARTNERS && a + step < face.length; step++) {
          if (face[a] != face[a + step]) {
            double score = dot(codes[a], codes[a + step], size);
            double rest = SCALE * SCALE * faces.similarity(face[a], face[a + step]) - score;
            left += rest * rest;
            scores.add(score);
          }
        }
      }
    }

    private static double dot(byte[] a, byte[] b, int size) {
      double sum = 0;
      for (int k = 0; k < size; k++) {
        sum += a[k] * b[k];
      }
      return sum;
    }

    /** The score below which hardly a pair at the floor falls. */
    double least(double floor) {
      return share * floor - DEVIATIONS * Math.sqrt(left / Math.max(1, scores.size()));
    }

    /** Which share of the pairs scores at least so much. */
    double through(double least) {
      long over = scores.stream().filter(score -> score >= least).count();
      return (double) over / Math.max(1, scores.size());
    }
  }
}
