package mien.engine.assess;

import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.cull.Exposure;
import mien.core.cull.Sharpness;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.engine.image.Photo;

/**
 * Rates face pictures without any network, from at most 160 x 160 samples of each.
 *
 * <ul>
 *   <li><b>sharpness</b>, <b>exposure</b>: {@link Sharpness} and {@link Exposure} of the middle 80
 *       % of the box, so that neither hair nor background counts;
 *   <li><b>frontal</b>: {@code 1 - angle / 75} where the angle is the length of (yaw, pitch) in
 *       degrees, or the yaw alone where five points must do (0 when they are no frontal face's);
 *   <li><b>overall</b>: the geometric mean of these and of {@code min(1, eye distance / 70)}: one
 *       bad signal spoils a picture that the others praise. 70 pixels are twice what the ArcFace
 *       template gives the eyes; more cannot help a 112-pixel recognizer.
 * </ul>
 *
 * <p>Stateless; safe for many threads.
 */
public final class FaceQualityAssessor {

  private static final double MIDDLE = 0.8;
  private static final double FULL_EYE_DISTANCE = 70;
  private static final double PROFILE_DEGREES = 75;

  /** An assessor; all are alike. */
  public FaceQualityAssessor() {}

  /** Eye distance over box width where a detector gives no points. */
  private static final double EYES_PER_BOX = 0.45;

  /** Rates one face. */
  public FaceQuality assess(Photo photo, Detection face, Optional<HeadPose> pose) {
    LumaCrop crop = LumaCrop.of(photo, middle(HeldPixels.box(photo, face.box())), Sharpness.SIDE);
    double sharpness = Sharpness.of(crop.values(), crop.width(), crop.height());
    double exposure = Exposure.of(crop.values());
    double eyes =
        face.landmarks().map(Landmarks5::eyeDistance).orElse(EYES_PER_BOX * face.box().width());
    OptionalDouble frontal = frontal(face.landmarks(), pose);
    double size = Math.min(1, eyes / FULL_EYE_DISTANCE);
    double product = sharpness * exposure * size * frontal.orElse(1);
    double overall = Math.pow(product, frontal.isPresent() ? 1 / 4.0 : 1 / 3.0);
    return new FaceQuality(sharpness, eyes, exposure, frontal, overall);
  }

  private static Box middle(Box box) {
    Point c = box.center();
    double w = box.width() * MIDDLE / 2;
    double h = box.height() * MIDDLE / 2;
    return new Box(c.x() - w, c.y() - h, c.x() + w, c.y() + h);
  }

  private static OptionalDouble frontal(Optional<Landmarks5> five, Optional<HeadPose> pose) {
    if (pose.isPresent()) {
      double angle = Math.hypot(pose.get().yawDegrees(), pose.get().pitchDegrees());
      return OptionalDouble.of(Math.max(0, 1 - angle / PROFILE_DEGREES));
    }
    if (five.isEmpty()) {
      return OptionalDouble.empty();
    }
    FivePointTurn turn = FivePointTurn.of(five.get());
    return OptionalDouble.of(
        turn.plausible() ? Math.max(0, 1 - Math.abs(turn.yawDegrees()) / PROFILE_DEGREES) : 0);
  }
}
