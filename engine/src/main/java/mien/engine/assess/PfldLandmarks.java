package mien.engine.assess;

import java.util.ArrayList;
import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks68;
import mien.core.face.Point;
import mien.core.face.Point3;
import mien.engine.image.Photo;
import mien.engine.model.FaceBatch;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * PFLD: 68 flat landmarks that follow the eyelids, which 3DDFA's do not. Safe for many threads.
 *
 * <p>Input: RGB divided by 255, a square of 1.1 times the longer side of the box around its center,
 * black outside the photo. Output: 68 pairs (x, y) in 0 to 1 of that square. Source: X. Guo et al.,
 * "PFLD: A Practical Facial Landmark Detector", arXiv:1902.10859; weights of
 * cunjian/pytorch_face_landmark.
 */
public final class PfldLandmarks {

  private static final double MARGIN = 1.1;

  private final LoadedModel model;

  /** Wraps a loaded model, which stays its owner's to close. */
  public PfldLandmarks(LoadedModel model) {
    this.model = model;
  }

  /** The model behind it. */
  public ModelCard card() {
    return model.card();
  }

  /** 68 points a face, in displayed pixels with z = 0, in order. */
  public List<Landmarks68> place(Photo photo, List<Detection> faces) {
    int size = FaceBatch.input(model).width();
    List<float[][]> rows =
        FaceBatch.rows(
            model, faces.size(), i -> HeldPixels.square(photo, faces.get(i).box(), MARGIN, size));
    List<Landmarks68> placed = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      placed.add(decode(rows.get(i)[0], faces.get(i).box()));
    }
    return placed;
  }

  /** From fractions of the square around {@code box} to displayed pixels. */
  Landmarks68 decode(float[] fractions, Box box) {
    if (fractions.length != 2 * Landmarks68.COUNT) {
      throw FaceBatch.misfit(model, "136 values a face");
    }
    double side = MARGIN * Math.max(box.width(), box.height());
    Point center = box.center();
    List<Point3> points = new ArrayList<>(Landmarks68.COUNT);
    for (int i = 0; i < Landmarks68.COUNT; i++) {
      points.add(
          new Point3(
              center.x() - side / 2 + fractions[2 * i] * side - 0.5,
              center.y() - side / 2 + fractions[2 * i + 1] * side - 0.5,
              0));
    }
    return new Landmarks68(points);
  }
}
