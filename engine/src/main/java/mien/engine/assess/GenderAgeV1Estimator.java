package mien.engine.assess;

import java.util.List;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.geometry.FaceTemplate;
import mien.core.geometry.SimilarityTransform;
import mien.engine.fault.EngineFault;
import mien.engine.image.Photo;
import mien.engine.image.Warp;
import mien.engine.model.FaceBatch;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * InsightFace's first gender and age network (MobileNet 0.25).
 *
 * <p>Input: RGB 0 to 255 as is, aligned to the ArcFace template. Output: 202 raw values; 0 female,
 * 1 male, the larger wins; then 100 pairs of which the age counts those whose second value is the
 * larger (ordinal regression). Source: deepinsight/insightface, {@code gender-age}.
 */
public final class GenderAgeV1Estimator implements AgeEstimator {

  private static final int VALUES = 202;

  private final LoadedModel model;

  /** Wraps a loaded model, which stays its owner's to close. */
  public GenderAgeV1Estimator(LoadedModel model) {
    this.model = model;
  }

  @Override
  public ModelCard card() {
    return model.card();
  }

  /**
   * {@inheritDoc}
   *
   * @throws MienException BUG if a face has no landmarks, which this network cannot do without
   */
  @Override
  public List<AgeGender> estimate(Photo photo, List<Detection> faces) {
    int size = FaceBatch.input(model).width();
    return FaceBatch.rows(model, faces.size(), i -> aligned(photo, faces.get(i), size)).stream()
        .map(row -> decode(row[0]))
        .toList();
  }

  private Photo aligned(Photo photo, Detection face, int size) {
    var landmarks =
        face.landmarks()
            .orElseThrow(
                () ->
                    new MienException(
                        EngineFault.FACE_NO_LANDMARKS,
                        "the model " + model.card().id() + " needs faces with five landmarks"));
    SimilarityTransform toTemplate =
        SimilarityTransform.fit(
            HeldPixels.points(photo, landmarks.points()), FaceTemplate.arcFace(size).points());
    return Warp.similarity(photo, toTemplate, size, size);
  }

  /** The 202 values of one face. */
  AgeGender decode(float[] values) {
    if (values.length != VALUES) {
      throw FaceBatch.misfit(model, VALUES + " values a face");
    }
    int age = 0;
    for (int i = 2; i < VALUES; i += 2) {
      if (values[i + 1] > values[i]) {
        age++;
      }
    }
    return AgeGender.of(age, FaceBatch.softmax(values, 0, 2, 1));
  }
}
