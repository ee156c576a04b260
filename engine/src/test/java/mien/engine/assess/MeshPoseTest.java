package mien.engine.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mien.core.face.HeadPose;
import mien.core.face.Point3;
import mien.engine.mesh.FaceMesh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signs and order of the angles, on a head made of the eight points that the pose is taken from.
 */
class MeshPoseTest {

  private static FaceMesh head() {
    List<Point3> points = new ArrayList<>(Collections.nCopies(FaceMesh.COUNT, new Point3(0, 0, 0)));
    points.set(33, new Point3(-40, -20, 0));
    points.set(263, new Point3(40, -20, 0));
    points.set(234, new Point3(-60, 0, -50));
    points.set(454, new Point3(60, 0, -50));
    points.set(61, new Point3(-25, 40, 0));
    points.set(291, new Point3(25, 40, 0));
    points.set(10, new Point3(0, -80, 0));
    points.set(152, new Point3(0, 80, 0));
    return new FaceMesh(points, 9);
  }

  /** Rolled first, then turned by yaw, then raised by pitch, as {@link HeadPose} counts. */
  private static FaceMesh posed(double pitch, double yaw, double roll) {
    List<Point3> points = new ArrayList<>();
    double p = Math.toRadians(pitch);
    double w = Math.toRadians(yaw);
    double r = Math.toRadians(roll);
    for (Point3 q : head().points()) {
      // The eye line falls to the right of the picture: clockwise, y downwards.
      double x = q.x() * Math.cos(r) - q.y() * Math.sin(r);
      double y = q.x() * Math.sin(r) + q.y() * Math.cos(r);
      double z = q.z();
      // The nose (z towards the viewer) goes to the left.
      double x2 = x * Math.cos(w) - z * Math.sin(w);
      double z2 = x * Math.sin(w) + z * Math.cos(w);
      // The nose goes up, which is smaller y.
      double y2 = y * Math.cos(p) - z2 * Math.sin(p);
      double z3 = y * Math.sin(p) + z2 * Math.cos(p);
      points.add(new Point3(x2, y2, z3));
    }
    return new FaceMesh(points, 9);
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "20,0,0", "-20,0,0", "0,30,0", "0,-30,0", "0,0,15", "0,0,-15", "10,40,-20"})
  void anglesComeBackWithTheSignsOfTheConvention(double pitch, double yaw, double roll) {
    HeadPose pose = MeshPose.of(posed(pitch, yaw, roll)).orElseThrow().pose();
    assertThat(pose.pitchDegrees()).isCloseTo(pitch, within(1e-6));
    assertThat(pose.yawDegrees()).isCloseTo(yaw, within(1e-6));
    assertThat(pose.rollDegrees()).isCloseTo(roll, within(1e-6));
  }

  @Test
  void pointsWithoutExtentHaveNoPose() {
    FaceMesh nowhere = new FaceMesh(Collections.nCopies(FaceMesh.COUNT, new Point3(3, 4, 5)), 9);
    assertThat(MeshPose.of(nowhere)).isEmpty();
  }
}
