package mien.engine.mesh;

import java.util.ArrayList;
import java.util.List;
import mien.core.face.Box;
import mien.core.face.Point;
import mien.engine.image.Photo;
import mien.engine.model.FaceBatch;
import mien.engine.model.LoadedModel;

/**
 * MediaPipe's short-range BlazeFace (V. Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face
 * Detection on Mobile GPUs", arXiv:1907.05047) on one square a face: where in it the face is that
 * the mesh wants, and how it is turned.
 *
 * <p>Outputs: 896 anchors (two in each of 16 x 16 cells, six in each of 8 x 8) with a box and six
 * points, all in pixels of the 128 x 128 input from the anchor's center, and one logit. The surest
 * candidate in the middle of the square is averaged with those that overlap it, each by its score,
 * as MediaPipe's weighted suppression does.
 */
final class BlazeFace {

  /** The square that is looked at, in sides of the detector's box. */
  static final double SQUARE = 2;

  private static final int ANCHORS = 896;
  private static final int VALUES = 16;
  private static final int FINE_CELLS = 16;
  private static final int FINE_ANCHORS = 512;
  private static final int COARSE_CELLS = 8;
  private static final int A_FINE_CELL = 2;
  private static final int A_COARSE_CELL = 6;

  /** Candidates that overlap the surest by more are averaged with it. */
  private static final double OVERLAP = 0.3;

  /** Half as likely as the surest: what is less sure is not averaged. */
  private static final double LOGIT_MARGIN = 0.7;

  private final LoadedModel model;
  private final int size;

  BlazeFace(LoadedModel model) {
    this.model = model;
    this.size = FaceBatch.input(model).width();
  }

  /**
   * A face in a square; coordinates in pixels of the square from its corner.
   *
   * @param box edges
   * @param imageLeftEye one eye
   * @param imageRightEye the other eye
   * @param score how sure the network is, in [0, 1]
   */
  record Found(Box box, Point imageLeftEye, Point imageRightEye, double score) {}

  /** Side of the input, in pixels. */
  int size() {
    return size;
  }

  /** The likeliest face of each square, in order; there is always one, however unlikely. */
  List<Found> look(Photo photo, List<FaceSquare> squares) {
    List<float[][]> rows =
        FaceBatch.rows(model, squares.size(), i -> squares.get(i).cut(photo, size));
    List<Found> found = new ArrayList<>(rows.size());
    for (float[][] row : rows) {
      if (row.length != 2 || row[0].length != ANCHORS * VALUES || row[1].length != ANCHORS) {
        throw FaceBatch.misfit(model, "896 x 16 values and 896 logits a face");
      }
      found.add(decode(row[0], row[1], size));
    }
    return found;
  }

  /** One square's 896 x 16 values and 896 logits. */
  static Found decode(float[] values, float[] logits, int size) {
    int best = -1;
    for (int i = 0; i < ANCHORS; i++) {
      if ((best < 0 || logits[i] > logits[best]) && central(values, i, size)) {
        best = i;
      }
    }
    // No candidate in the middle: the middle itself, as unlikely as can be.
    if (best < 0) {
      double quarter = size / 4.0;
      Point middle = new Point(size / 2.0, size / 2.0);
      return new Found(
          new Box(quarter, quarter, 3 * quarter, 3 * quarter),
          new Point(middle.x() - 1, middle.y()),
          new Point(middle.x() + 1, middle.y()),
          0);
    }
    double[] surest = candidate(values, best, size);
    double[] sums = new double[surest.length];
    double weights = 0;
    for (int i = 0; i < ANCHORS; i++) {
      if (logits[i] >= logits[best] - LOGIT_MARGIN) {
        double[] one = candidate(values, i, size);
        if (box(one).intersectionOverUnion(box(surest)) > OVERLAP) {
          double weight = sigmoid(logits[i]);
          weights += weight;
          for (int k = 0; k < sums.length; k++) {
            sums[k] += weight * one[k];
          }
        }
      }
    }
    for (int k = 0; k < sums.length; k++) {
      sums[k] = weights > 0 ? sums[k] / weights : surest[k];
    }
    return new Found(
        box(sums), new Point(sums[4], sums[5]), new Point(sums[6], sums[7]), sigmoid(logits[best]));
  }

  private static boolean central(float[] values, int anchor, int size) {
    double x = x(anchor, size) + values[anchor * VALUES];
    double y = y(anchor, size) + values[anchor * VALUES + 1];
    return x > size / 4.0 && x < size * 0.75 && y > size / 4.0 && y < size * 0.75;
  }

  /** Corners of the box, then x and y of the two eyes. */
  private static double[] candidate(float[] values, int anchor, int size) {
    int at = anchor * VALUES;
    double ax = x(anchor, size);
    double ay = y(anchor, size);
    double w = Math.max(1, values[at + 2]) / 2.0;
    double h = Math.max(1, values[at + 3]) / 2.0;
    double x = ax + values[at];
    double y = ay + values[at + 1];
    return new double[] {
      x - w,
      y - h,
      x + w,
      y + h,
      ax + values[at + 4],
      ay + values[at + 5],
      ax + values[at + 6],
      ay + values[at + 7]
    };
  }

  private static Box box(double[] candidate) {
    return new Box(candidate[0], candidate[1], candidate[2], candidate[3]);
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double x(int anchor, int size) {
    return anchor < FINE_ANCHORS
        ? (anchor / A_FINE_CELL % FINE_CELLS + 0.5) * size / FINE_CELLS
        : ((anchor - FINE_ANCHORS) / A_COARSE_CELL % COARSE_CELLS + 0.5) * size / COARSE_CELLS;
  }

  private static double y(int anchor, int size) {
    return anchor < FINE_ANCHORS
        ? (anchor / A_FINE_CELL / FINE_CELLS + 0.5) * size / FINE_CELLS
        : ((anchor - FINE_ANCHORS) / A_COARSE_CELL / COARSE_CELLS + 0.5) * size / COARSE_CELLS;
  }
}
