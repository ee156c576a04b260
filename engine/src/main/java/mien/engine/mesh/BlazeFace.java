package mien.engine.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * points, all in pixels of the 128 x 128 input from the anchor's center, and one logit.
 */
public final class BlazeFace {

  private static final int ANCHORS = 896;
  private static final int VALUES = 16;
  private static final int FINE_CELLS = 16;
  private static final int FINE_ANCHORS = 512;
  private static final int COARSE_CELLS = 8;
  private static final int A_FINE_CELL = 2;
  private static final int A_COARSE_CELL = 6;

  /** The square that is looked at, in sides of the detector's box. */
  static final double CROP = 2;

  private final LoadedModel model;
  private final int size;

  BlazeFace(LoadedModel model) {
    this.model = model;
    this.size = FaceBatch.input(model).width();
  }

  /**
   * A face in a square.
   *
   * @param box in pixels of the square, edges
   * @param imageLeftEye in pixels of the square, counted from its corner
   * @param imageRightEye the other eye
   * @param score how sure the network is, in [0, 1]
   */
  public record Found(Box box, Point imageLeftEye, Point imageRightEye, double score) {}

  /** The surest face of each box's surroundings that overlaps with the box; in order. */
  List<Optional<Found>> look(Photo photo, List<FaceSquare> squares) {
    List<float[][]> rows =
        FaceBatch.rows(model, squares.size(), i -> squares.get(i).cut(photo, size));
    List<Optional<Found>> found = new ArrayList<>(rows.size());
    for (float[][] row : rows) {
      found.add(best(row[0], row[1]));
    }
    return found;
  }

  int size() {
    return size;
  }

  /** The surest candidate of one square whose center lies in the middle of it. */
  Optional<Found> best(float[] values, float[] logits) {
    if (values.length != ANCHORS * VALUES || logits.length != ANCHORS) {
      throw FaceBatch.misfit(model, "896 x 16 values and 896 scores a face");
    }
    int best = -1;
    for (int i = 0; i < ANCHORS; i++) {
      if ((best < 0 || logits[i] > logits[best]) && central(values, i)) {
        best = i;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(found(values, logits[best], best));
  }

  /**
   * The surest candidate in the middle of a square, blended with those that overlap it, each by its
   * score, as MediaPipe's weighted suppression does.
   */
  Optional<Found> blended(float[] values, float[] logits) {
    Optional<Found> best = best(values, logits);
    if (best.isEmpty()) {
      return best;
    }
    Box around = best.get().box();
    double[] sums = new double[8];
    double weights = 0;
    for (int i = 0; i < ANCHORS; i++) {
      if (logits[i] > 0 || logits[i] >= Math.log(best.get().score() / (1 - best.get().score())) - 0.7) {
      Found one = found(values, logits[i], i);
      if (one.box().intersectionOverUnion(around) > 0.3) {
        double w = one.score();
        weights += w;
        double[] v = {
          one.box().x1(), one.box().y1(), one.box().x2(), one.box().y2(),
          one.imageLeftEye().x(), one.imageLeftEye().y(), one.imageRightEye().x(), one.imageRightEye().y()
        };
        for (int k = 0; k < 8; k++) {
          sums[k] += w * v[k];
        }
      } }
    }
    for (int k = 0; k < 8; k++) {
      sums[k] /= weights;
    }
    return Optional.of(
        new Found(
            new Box(sums[0], sums[1], sums[2], sums[3]),
            new Point(sums[4], sums[5]),
            new Point(sums[6], sums[7]),
            best.get().score()));
  }

  private boolean central(float[] values, int anchor) {
    double x = x(anchor) + values[anchor * VALUES];
    double y = y(anchor) + values[anchor * VALUES + 1];
    return x > size / 4.0 && x < size * 0.75 && y > size / 4.0 && y < size * 0.75;
  }

  private Found found(float[] values, float logit, int anchor) {
    int at = anchor * VALUES;
    double ax = x(anchor);
    double ay = y(anchor);
    double x = ax + values[at];
    double y = ay + values[at + 1];
    double w = Math.max(1, values[at + 2]);
    double h = Math.max(1, values[at + 3]);
    return new Found(
        new Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2),
        new Point(ax + values[at + 4], ay + values[at + 5]),
        new Point(ax + values[at + 6], ay + values[at + 7]),
        1 / (1 + Math.exp(-logit)));
  }

  private double x(int anchor) {
    return anchor < FINE_ANCHORS
        ? (anchor / A_FINE_CELL % FINE_CELLS + 0.5) * size / FINE_CELLS
        : ((anchor - FINE_ANCHORS) / A_COARSE_CELL % COARSE_CELLS + 0.5) * size / COARSE_CELLS;
  }

  private double y(int anchor) {
    return anchor < FINE_ANCHORS
        ? (anchor / A_FINE_CELL / FINE_CELLS + 0.5) * size / FINE_CELLS
        : ((anchor - FINE_ANCHORS) / A_COARSE_CELL / COARSE_CELLS + 0.5) * size / COARSE_CELLS;
  }
}
