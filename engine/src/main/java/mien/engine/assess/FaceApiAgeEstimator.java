package mien.engine.assess;

import java.util.List;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.FaceBatch;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * The age and gender network of face-api.js (a tiny Xception).
 *
 * <p>Input: RGB 0 to 255 as is, a square of the longer side of the box around its center, not
 * aligned. Outputs: {@code age} in years, {@code gender} with softmax done, 0 male and 1 female
 * (the other way round from InsightFace). Source: justadudewhohacks/face-api.js, {@code
 * src/ageGenderNet}.
 *
 * <p>The square was chosen on boxes of SCRFD 2.5g: sides of 0.9, 1.0, 1.1, 1.2 and 1.5 boxes are
 * off the middle of the age band by 7.1, 7.1, 7.9, 8.8 and 13.7 years on 270 FairFace photographs,
 * which it was not trained on, with 74, 74, 72, 72 and 69 % of the genders right (80 % of adults at
 * 1.0); on 252 tight UTKFace chips, which it was, the error at 1.0 is 5.9 years, and 92 % are
 * right. With the outline of the face mesh for a box, which is what the pipeline gives where there
 * is one, 6.2 years and 80 % on 265 of these FairFace photographs and 5.3 years and 92 % on 502
 * UTKFace chips; with fr_detect's own box 6.9 and 73 %, 5.3 and 92 %.
 */
public final class FaceApiAgeEstimator implements AgeEstimator {

  private static final double MARGIN = 1.0;

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
