package mien.engine;

import java.util.Optional;
import mien.core.MienException;
import mien.core.face.Box;
import mien.core.face.CosineSimilarity;
import mien.core.face.Detection;
import mien.core.face.Embedding;
import mien.engine.assess.AgeGender;
import mien.engine.assess.EyesOpen;
import mien.engine.assess.FaceQuality;
import mien.engine.assess.HeadFit;
import mien.engine.assess.Liveness;
import mien.engine.fault.EngineFault;

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

  /**
   * How like it is to another face of the same recognizer: {@link CosineSimilarity}. From which
   * value on two faces are one person, the recognizer's card says: {@code ModelCard.calibration}.
   *
   * @return in [-1, 1]
   * @throws MienException OPERATOR {@code face.no-points} if one of the faces has no embedding
   * @throws IllegalArgumentException if they were embedded by two recognizers
   */
  public double similarityTo(AnalyzedFace other) {
    return CosineSimilarity.between(requireEmbedding(), other.requireEmbedding());
  }

  private Embedding requireEmbedding() {
    return embedding.orElseThrow(
        () ->
            new MienException(
                EngineFault.FACE_NO_POINTS,
                "a face has no embedding: it was not asked for, or its five points, which aligning"
                    + " needs, could not be placed; ask for Aspect.EMBEDDING, or choose another"
                    + " detector with --detector"));
  }
}
