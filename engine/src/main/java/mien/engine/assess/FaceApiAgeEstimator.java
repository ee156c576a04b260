package mien.engine.assess;

import java.util.List;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * The age and gender network of face-api.js (a tiny Xception).
 *
 * <p>Input: RGB 0 to 255 as is, a square of 1.1 times the longer side of the box around its centre,
 * not aligned. Outputs: {@code age} in years, {@code gender} with softmax done, 0 male and 1 female
 * (the other way round from InsightFace). Source: justadudewhohacks/face-api.js, {@code
 * src/ageGenderNet}.
 */
public final class FaceApiAgeEstimator implements AgeEstimator {

  private static final double MARGIN = 1.1;

  private final LoadedModel model;
  private final int age;
  private final int gender;

  /**
   * Wraps a loaded model, which stays its owner's to close.
   *
   * @throws mien.core.MienException OPERATOR if the graph has no outputs {@code age} and {@code
   *     gender}
   */
  public FaceApiAgeEstimator(LoadedModel model) {
    this.model = model;
    this.age = model.outputNames().indexOf("age");
    this.gender = model.outputNames().indexOf("gender");
    if (age < 0 || gender < 0) {
      throw FaceBatch.misfit(model, "outputs named age and gender");
    }
  }

  @Override
  public ModelCard card() {
    return model.card();
  }

  @Override
  public List<AgeGender> estimate(Photo photo, List<Detection> faces) {
    int size = FaceBatch.input(model).width();
    return FaceBatch.rows(
            model, faces.size(), i -> HeldPixels.square(photo, faces.get(i).box(), MARGIN, size))
        .stream()
        .map(row -> decode(row[age][0], row[gender]))
        .toList();
  }

  /** One face: age in years, and the two probabilities, male first. */
  static AgeGender decode(float age, float[] gender) {
    return AgeGender.of(age, gender[0]);
  }
}
