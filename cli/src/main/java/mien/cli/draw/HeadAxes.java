package mien.cli.draw;

import mien.core.face.HeadPose;

/**
 * The three axes of a head as seen in the picture: x to the right, y down, z towards the viewer.
 * The turn is roll after yaw after pitch, the order in which the angles were taken apart.
 *
 * @param right along the eye line, to the right of the picture for a frontal face
 * @param up through the crown
 * @param out of the face, where the nose points
 */
record HeadAxes(Axis right, Axis up, Axis out) {

  /**
   * One axis of length 1.
   *
   * @param x to the right of the picture
   * @param y down
   * @param z towards the viewer
   */
  record Axis(double x, double y, double z) {}

  /** The axes of a pose with the signs of {@link HeadPose}. */
  static HeadAxes of(HeadPose pose) {
    double pitch = Math.toRadians(pose.pitchDegrees());
    double yaw = Math.toRadians(pose.yawDegrees());
    double roll = Math.toRadians(pose.rollDegrees());
    return new HeadAxes(
        turned(1, 0, 0, pitch, yaw, roll),
        turned(0, -1, 0, pitch, yaw, roll),
        turned(0, 0, 1, pitch, yaw, roll));
  }

  private static Axis turned(double x, double y, double z, double pitch, double yaw, double roll) {
    // Looking up moves what points at the viewer up, and the crown away from the viewer.
    double y1 = y * Math.cos(pitch) - z * Math.sin(pitch);
    double z1 = y * Math.sin(pitch) + z * Math.cos(pitch);
    // Turning left moves what points at the viewer to the left of the picture.
    double x2 = x * Math.cos(yaw) - z1 * Math.sin(yaw);
    double z2 = x * Math.sin(yaw) + z1 * Math.cos(yaw);
    // Tilting lowers the right end of the eye line.
    double x3 = x2 * Math.cos(roll) - y1 * Math.sin(roll);
    double y3 = x2 * Math.sin(roll) + y1 * Math.cos(roll);
    return new Axis(x3, y3, z2);
  }
}
