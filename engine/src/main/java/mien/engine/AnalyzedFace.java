package mien.engine;

import java.util.Optional;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Embedding;
import mien.engine.assess.AgeGender;
import mien.engine.assess.EyesOpen;
import mien.engine.assess.FaceQuality;
import mien.engine.assess.HeadFit;
import mien.engine.assess.Liveness;

/**
 * Everything that was found out about one face. What was not asked for, has no model, or cannot be
 * judged because the five points could not be placed, is empty.
 *
 * @param detection box, score and five points, in displayed pixels
 * @param quality how good a picture of a face it is
 * @param head pose and 68 points; empty where no mesh or 3D fit is believed
 * @param ageGender a guess
 * @param eyes open, closed or unknown
 * @param live a probability, or why there is none
 * @param embedding with its model
 * @param inventedShare share of the aligned face that was filled in, not seen; 0 unless frontalised
 */
public record AnalyzedFace(
    Detection detection,
    FaceQuality quality,
    Optional<HeadFit> head,
    Optional<AgeGender> ageGender,
    Optional<EyesOpen> eyes,
    Optional<Liveness> live,
    Optional<Embedding> embedding,
    double inventedShare) {

  /** Where it is, in displayed pixels. */
  public Box box() {
    return detection.box();
  }
}
