package mien.engine.assess;

import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.face.EyeAspectRatio;
import mien.core.face.EyeAspectRatio.Layout;
import mien.core.face.Landmarks5;
import mien.core.face.Landmarks68;
import mien.core.face.Point3;
import mien.engine.assess.EyeOpen.Reason;
import mien.engine.image.Photo;

/**
 * Where the eyes of a face are, and why they cannot be judged if they cannot: the gates that both
 * strategies share.
 *
 * @param five the five points
 * @param imageLeft corners of the eye at the left of the picture
 * @param imageRight corners of the eye at the right of the picture
 * @param imageLeftRatio eye aspect ratio; empty without 68 points that agree with the five
 * @param imageRightRatio the same of the other eye
 */
record FaceEyes(
    Landmarks5 five,
    EyeCorners imageLeft,
    EyeCorners imageRight,
    OptionalDouble imageLeftRatio,
    OptionalDouble imageRightRatio) {

  /**
   * Turned further than this, an eye is not judged. The 352 labeled eyes up to it show no more
   * errors at 20 to 35 degrees than in front; beyond it there were too few to tell.
   */
  static final double ANGLE_LIMIT_DEGREES = 35;

  /**
   * Fewer held pixels between the corners than this are not judged. Measured on reduced copies of
   * the labeled eyes: from 6 pixels on the error rate is that of the originals, under 5 a tenth of
   * the open eyes are called closed.
   */
  static final double MIN_EYE_WIDTH = 6;

  /** 68 points whose eyes lie further from the detector's, in eye distances, are not believed. */
  private static final double DISAGREEMENT = 0.3;

  /**
   * Finds the eyes.
   *
   * @param face with landmarks, unless {@code flat} is there
   * @param flat 68 points that follow the eyelids, where there are any
   * @return empty if there are no points at all
   */
  static Optional<FaceEyes> of(FaceGeometry face, Optional<Landmarks68> flat) {
    Optional<Landmarks5> detected =
        face.detection().landmarks().or(() -> face.landmarks68().map(Landmarks68::toLandmarks5));
    if (flat.isPresent() && agree(flat.get().toLandmarks5(), detected)) {
      Landmarks68 points = flat.get();
      double[] xy = coordinates(points);
      return Optional.of(
          new FaceEyes(
              detected.orElseGet(points::toLandmarks5),
              EyeCorners.imageLeft(points),
              EyeCorners.imageRight(points),
              EyeAspectRatio.imageLeft(Layout.IBUG_68, xy),
              EyeAspectRatio.imageRight(Layout.IBUG_68, xy)));
    }
    return detected.map(
        five ->
            new FaceEyes(
                five,
                EyeCorners.imageLeft(five),
                EyeCorners.imageRight(five),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
  }

  private static boolean agree(Landmarks5 placed, Optional<Landmarks5> detected) {
    if (detected.isEmpty()) {
      return true;
    }
    double limit = DISAGREEMENT * detected.get().eyeDistance();
    return placed.imageLeftEye().distanceTo(detected.get().imageLeftEye()) <= limit
        && placed.imageRightEye().distanceTo(detected.get().imageRightEye()) <= limit;
  }

  private static double[] coordinates(Landmarks68 points) {
    double[] xy = new double[2 * Landmarks68.COUNT];
    int i = 0;
    for (Point3 p : points.points()) {
      xy[i++] = p.x();
      xy[i++] = p.y();
    }
    return xy;
  }

  /** Why neither eye can be judged, if so. */
  Optional<Reason> refusal(Photo photo, FaceGeometry face) {
    boolean facing =
        face.pose()
            .map(
                pose ->
                    Math.abs(pose.yawDegrees()) <= ANGLE_LIMIT_DEGREES
                        && Math.abs(pose.pitchDegrees()) <= ANGLE_LIMIT_DEGREES)
            .orElseGet(() -> FivePointTurn.of(five).within(ANGLE_LIMIT_DEGREES));
    if (!facing) {
      return Optional.of(Reason.TURNED);
    }
    if (Math.max(imageLeft.width(), imageRight.width()) * photo.scale() < MIN_EYE_WIDTH) {
      return Optional.of(Reason.TOO_SMALL);
    }
    return EyeCover.covered(photo, five) ? Optional.of(Reason.COVERED) : Optional.empty();
  }

  /** One eye as a value: too small, uncertain between {@code low} and {@code high}, or a number. */
  static EyeOpen judged(Photo photo, EyeCorners corners, double openness, double low, double high) {
    if (corners.width() * photo.scale() < MIN_EYE_WIDTH) {
      return new EyeOpen.Unknown(Reason.TOO_SMALL);
    }
    if (openness > low && openness < high) {
      return new EyeOpen.Unknown(Reason.UNCERTAIN);
    }
    return new EyeOpen.Measured(Math.clamp(openness, 0, 1));
  }

  /** Both eyes unknown for one reason. */
  static EyesOpen unknown(Reason why) {
    return new EyesOpen(new EyeOpen.Unknown(why), new EyeOpen.Unknown(why));
  }

  /**
   * Openness from PFLD's eye aspect ratio: a logistic curve through one half at 0.23. Labeled open
   * eyes have a median of 0.32 and a fifth percentile of 0.23, closed ones a median of 0.18 and a
   * 90th percentile of 0.23.
   */
  static double openness(double ratio) {
    return 1 / (1 + Math.exp((0.23 - ratio) / 0.02));
  }
}
