package mien.core.face;

/**
 * Where a head points, in degrees, as AFLW2000-3D counts: the head is first rolled about its own
 * nose, then turned by yaw, then raised by pitch. So yaw and pitch together say where the nose
 * points, and roll how the head is tilted around it. (X. Zhu et al., "Face Alignment Across Large
 * Poses: A 3D Solution", CVPR 2016. Other orders give other pitch and roll for turned heads.)
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
