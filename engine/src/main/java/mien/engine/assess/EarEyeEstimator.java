package mien.engine.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.face.Landmarks68;
import mien.engine.assess.EyeOpen.Reason;
import mien.engine.image.Photo;
import mien.engine.mesh.FaceMesh;

/**
 * Strategy {@code ear}: the eye aspect ratio of PFLD's 68 points, or of the face mesh where PFLD is
 * not there. It says little of narrow eyes, and winks blur over both eyes.
 *
 * <p>3DDFA's 68 points are not used: their lids hardly follow a blink.
 */
public final class EarEyeEstimator implements EyeStateEstimator {

  private static final double LOW = 0.35;
  private static final double HIGH = 0.65;

  private final Optional<PfldLandmarks> landmarks;

  /** Judges by the ratios of {@code landmarks}; empty judges by those of the mesh. */
  public EarEyeEstimator(Optional<PfldLandmarks> landmarks) {
    this.landmarks = landmarks;
  }

  @Override
  public List<EyesOpen> estimate(Photo photo, List<FaceGeometry> faces) {
    Optional<List<Landmarks68>> placed =
        landmarks.map(
            pfld -> pfld.place(photo, faces.stream().map(FaceGeometry::detection).toList()));
    List<EyesOpen> result = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      FaceGeometry face = faces.get(i);
      int at = i;
      Optional<Landmarks68> lids =
          placed.map(all -> all.get(at)).or(() -> face.mesh().map(FaceMesh::toLandmarks68));
      result.add(
          FaceEyes.of(face, lids)
              .map(eyes -> judge(photo, face, eyes))
              .orElseGet(() -> FaceEyes.unknown(Reason.UNCERTAIN)));
    }
    return List.copyOf(result);
  }

  private EyesOpen judge(Photo photo, FaceGeometry face, FaceEyes eyes) {
    return eyes.refusal(photo, face)
        .map(FaceEyes::unknown)
        .orElseGet(
            () ->
                new EyesOpen(
                    one(photo, eyes.imageLeft(), eyes.imageLeftRatio()),
                    one(photo, eyes.imageRight(), eyes.imageRightRatio())));
  }

  private EyeOpen one(Photo photo, EyeCorners corners, OptionalDouble ratio) {
    return ratio.isEmpty()
        ? new EyeOpen.Unknown(Reason.UNCERTAIN)
        : FaceEyes.judged(photo, corners, openness(ratio.getAsDouble()), LOW, HIGH);
  }

  private double openness(double ratio) {
    return landmarks.isPresent()
        ? FaceEyes.openness(ratio)
        : MiniXceptionEyeEstimator.meshOpenness(ratio);
  }
}
