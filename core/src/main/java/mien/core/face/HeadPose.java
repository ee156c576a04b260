package mien.core.face;

/**
 * Where a head points, in degrees, with the signs of AFLW2000-3D.
 *
 * @param pitchDegrees positive when the face looks up
 * @param yawDegrees positive when the nose points to the left of the picture
 * @param rollDegrees positive when the eye line falls to the right of the picture (the image-right
 *     eye is lower)
 */
public record HeadPose(double pitchDegrees, double yawDegrees, double rollDegrees) {

  /** Refuses NaN and infinities. */
  public HeadPose {
    if (!Double.isFinite(pitchDegrees)
        || !Double.isFinite(yawDegrees)
        || !Double.isFinite(rollDegrees)) {
      throw new IllegalArgumentException(
          "a pose must be finite, but was ("
              + pitchDegrees
              + ", "
              + yawDegrees
              + ", "
              + rollDegrees
              + ")");
    }
  }
}
