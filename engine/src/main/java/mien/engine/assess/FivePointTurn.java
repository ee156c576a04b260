package mien.engine.assess;

import mien.core.face.Landmarks5;
import mien.core.face.Point;

/**
 * How far a head is turned, from five points alone: rough, for when no 3D fit was made.
 *
 * <p>The tip of the nose stands {@value #NOSE_DEPTH} eye distances in front of the eyes, so it
 * moves by {@code depth * tan(yaw)} of the (foreshortened) eye distance sideways. The depth was
 * measured: 0.48 to 0.57 on the AFLW2000-3D faces of known yaw between 17 and 55 degrees.
 *
 * @param yawDegrees signed as {@link mien.core.face.HeadPose}
 * @param faceLength distance from the eyes to the mouth, in eye distances: 1.05 to 1.2 frontal, 1.3
 *     at 37 degrees, 1.8 and more in profile
 * @param noseHeight where the nose is on the way from the eyes (0) to the mouth (1): near 0.55
 *     frontal, less looking up, more looking down
 */
record FivePointTurn(double yawDegrees, double faceLength, double noseHeight) {

  private static final double NOSE_DEPTH = 0.52;

  static FivePointTurn of(Landmarks5 five) {
    Point left = five.imageLeftEye();
    Point right = five.imageRightEye();
    double distance = Math.max(1e-3, five.eyeDistance());
    double ux = (right.x() - left.x()) / distance;
    double uy = (right.y() - left.y()) / distance;
    double eyesX = (left.x() + right.x()) / 2;
    double eyesY = (left.y() + right.y()) / 2;
    double noseX = five.nose().x() - eyesX;
    double noseY = five.nose().y() - eyesY;
    double mouthX = (five.imageLeftMouth().x() + five.imageRightMouth().x()) / 2 - eyesX;
    double mouthY = (five.imageLeftMouth().y() + five.imageRightMouth().y()) / 2 - eyesY;
    double sideways = (noseX * ux + noseY * uy) / distance;
    double noseDown = (noseY * ux - noseX * uy) / distance;
    double mouthDown = (mouthY * ux - mouthX * uy) / distance;
    return new FivePointTurn(
        -Math.toDegrees(Math.atan(sideways / NOSE_DEPTH)),
        mouthDown,
        Math.abs(mouthDown) < 1e-3 ? 0 : noseDown / mouthDown);
  }

  /** Whether the points could be a face's at all: in full profile the two eyes fall together. */
  boolean plausible() {
    return faceLength > 0.6 && faceLength < 3 && noseHeight > 0 && noseHeight < 1;
  }

  /** Whether the face looks at the camera well enough to judge both eyes. */
  boolean within(double yawLimit) {
    return Math.abs(yawDegrees) <= yawLimit
        && faceLength > 0.6
        && faceLength < 1.5
        && noseHeight > 0.3
        && noseHeight < 0.8;
  }
}
