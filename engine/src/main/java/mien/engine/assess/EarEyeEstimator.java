package mien.engine.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.face.Landmarks68;
import mien.engine.assess.EyeOpen.Reason;
import mien.engine.image.Photo;

/**
 * Strategy {@code ear}: the eye aspect ratio of PFLD's 68 points. Needs one small network and says
 * little of narrow eyes; winks blur over both eyes.
 *
 * <p>3DDFA's 68 points are not used: their lids hardly follow a blink.
 */
public final class EarEyeEstimator implements EyeStateEstimator {

  private static final double LOW = 0.35;
  private static final double HIGH = 0.65;

  private final PfldLandmarks landmarks;

  /** Judges by the ratios of {@code landmarks}. */
  public EarEyeEstimator(PfldLandmarks landmarks) {
    this.landmarks = landmarks;
  }

  @Override
  public List<EyesOpen> estimate(Photo photo, List<FaceGeometry> faces) {
    List<Landmarks68> placed =
        landmarks.place(photo, faces.stream().map(FaceGeometry::detection).toList());
    List<EyesOpen> result = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      FaceGeometry face = faces.get(i);
      result.add(
          FaceEyes.of(face, Optional.of(placed.get(i)))
              .map(eyes -> judge(photo, face, eyes))
              .orElseGet(() -> FaceEyes.unknown(Reason.UNCERTAIN)));
    }
    return List.copyOf(result);
  }

  private static EyesOpen judge(Photo photo, FaceGeometry face, FaceEyes eyes) {
    return eyes.refusal(photo, face)
        .map(FaceEyes::unknown)
        .orElseGet(
            () ->
                new EyesOpen(
                    one(photo, eyes.imageLeft(), eyes.imageLeftRatio()),
                    one(photo, eyes.imageRight(), eyes.imageRightRatio())));
  }

  private static EyeOpen one(Photo photo, EyeCorners corners, OptionalDouble ratio) {
    return ratio.isEmpty()
        ? new EyeOpen.Unknown(Reason.UNCERTAIN)
        : FaceEyes.judged(photo, corners, FaceEyes.openness(ratio.getAsDouble()), LOW, HIGH);
  }
}
