package mien.engine.assess;

import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Point;
import mien.core.geometry.SimilarityTransform;
import mien.engine.image.Photo;
import mien.engine.image.Warp;
import mien.engine.model.FaceBatch;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * InsightFace's genderage network of the buffalo packs, 96 x 96.
 *
 * <p>Input: RGB 0 to 255 as is; the box's center goes to the middle of the square and 1.5 times its
 * longer side fills it, black outside. Output: three values; 0 female, 1 male, the larger wins; the
 * third times 100 is the age. Source: deepinsight/insightface, {@code model_zoo/attribute.py}; as
 * there, the age is rounded to whole years, and the crop does not shift by half a pixel.
 */
public final class GenderAgeEstimator implements AgeEstimator {

  private static final double MARGIN = 1.5;

  private final LoadedModel model;

  /** Wraps a loaded model, which stays its owner's to close. */
  public GenderAgeEstimator(LoadedModel model) {
    this.model = model;
  }

  @Override
  public ModelCard card() {
    return model.card();
  }

  @Override
  public List<AgeGender> estimate(Photo photo, List<Detection> faces) {
    int size = FaceBatch.input(model).width();
    return FaceBatch.rows(
            model,
            faces.size(),
            i -> Warp.similarity(photo, crop(photo, faces.get(i).box(), size), size, size))
        .stream()
        .map(row -> decode(row[0]))
        .toList();
  }

  /** From held pixels to the network's square. */
  static SimilarityTransform crop(Photo photo, Box displayed, int size) {
    Box held = HeldPixels.box(photo, displayed);
    double scale = size / Math.max(1, MARGIN * Math.max(held.width(), held.height()));
    Point c = held.center();
    return new SimilarityTransform(
        scale, 0, size / 2.0 - c.x() * scale, size / 2.0 - c.y() * scale);
  }

  /** The three values of one face. */
  AgeGender decode(float[] values) {
    if (values.length != 3) {
      throw FaceBatch.misfit(model, "3 values a face");
    }
    return AgeGender.of(Math.round(values[2] * 100), FaceBatch.softmax(values, 0, 2, 1));
  }
}
