package mien.engine.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.compare.Calibration;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;
import mien.core.face.ModelId;
import mien.core.face.Point3;
import mien.engine.assess.HeadFit;
import mien.engine.assess.PoseEstimator;
import mien.engine.image.Photo;
import mien.engine.model.License;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelTask;

/**
 * An egg with a face drawn on it, seen from any side: 400 x 400 pixels, 1.5 a millimeter, no
 * perspective. As a pose estimator it knows its own pose exactly.
 *
 * <p>Its colors are the same left and right, so a half filled from the other half is right.
 */
final class SyntheticHead implements PoseEstimator {

  private static final double[] RADII = {75, 105, 90};
  private static final int SIDE = 400;
  private static final double SCALE = 1.5;

  private final double yaw;
  private final double[][] r;

  /** A head turned by {@code yawDegrees}, positive to image-left, and tilted by the roll. */
  SyntheticHead(double yawDegrees, double rollDegrees) {
    this.yaw = yawDegrees;
    double b = Math.toRadians(-yawDegrees);
    double c = Math.toRadians(rollDegrees);
    double[][] turn = {{Math.cos(b), 0, Math.sin(b)}, {0, 1, 0}, {-Math.sin(b), 0, Math.cos(b)}};
    double[][] tilt = {{Math.cos(c), -Math.sin(c), 0}, {Math.sin(c), Math.cos(c), 0}, {0, 0, 1}};
    this.r = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          r[i][j] += tilt[i][k] * turn[k][j];
        }
      }
    }
  }

  private static Point3 onEgg(double x, double y) {
    double rest = 1 - square(x / RADII[0]) - square(y / RADII[1]);
    return new Point3(x, y, RADII[2] * Math.sqrt(Math.max(0, rest)));
  }

  private static double square(double v) {
    return v * v;
  }

  /** The 68 points of the head that looks at the viewer, in millimeters; y downwards. */
  static Landmarks68 frontal() {
    List<Point3> p = new ArrayList<>();
    for (int i = 0; i <= 16; i++) { // jaw
      double a = Math.PI * i / 16;
      p.add(onEgg(-74 * Math.cos(a), 12 + 80 * Math.sin(a)));
    }
    for (int side = -1; side <= 1; side += 2) { // brows
      for (int i = 0; i < 5; i++) {
        p.add(onEgg(side < 0 ? -55 + 10 * i : 15 + 10 * i, -22 - 4 * Math.sin(Math.PI * i / 4)));
      }
    }
    for (int i = 0; i < 4; i++) { // bridge
      p.add(onEgg(0, -8 + 11 * i));
    }
    for (int i = 0; i < 5; i++) { // below the nose
      p.add(onEgg(-12 + 6 * i, 34));
    }
    for (int side = -1; side <= 1; side += 2) { // eyes
      double middle = 32 * side;
      double[][] ring = {{-12, 0}, {-4, -5}, {4, -5}, {12, 0}, {4, 5}, {-4, 5}};
      for (double[] d : ring) {
        p.add(onEgg(middle + d[0], -5 + d[1]));
      }
    }
    for (int i = 0; i < 12; i++) { // outer lip
      double a = Math.PI + 2 * Math.PI * i / 12;
      p.add(onEgg(26 * Math.cos(a), 56 + 10 * Math.sin(a)));
    }
    for (int i = 0; i < 8; i++) { // inner lip
      double a = Math.PI + 2 * Math.PI * i / 8;
      p.add(onEgg(20 * Math.cos(a), 56 + 4 * Math.sin(a)));
    }
    return new Landmarks68(p);
  }

  /** The photo: the egg before a gray wall. */
  Photo photo() {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        paint((u - SIDE / 2) / SCALE, (v - SIDE / 2) / SCALE, rgb, (v * SIDE + u) * 3);
      }
    }
    return Photo.ofRgb(SIDE, SIDE, rgb);
  }

  /** Where the line of sight through (x, y) meets the egg, and what color is there. */
  private void paint(double x, double y, byte[] rgb, int at) {
    double a = 0;
    double b = 0;
    double c = -1;
    for (int k = 0; k < 3; k++) {
      double origin = r[0][k] * x + r[1][k] * y;
      a += square(r[2][k] / RADII[k]);
      b += origin * r[2][k] / square(RADII[k]);
      c += square(origin / RADII[k]);
    }
    double root = b * b - a * c;
    for (int k = 0; k < 3; k++) {
      rgb[at + k] = 127;
    }
    if (root > 0) {
      double z = (-b + Math.sqrt(root)) / a;
      double mx = r[0][0] * x + r[1][0] * y + r[2][0] * z;
      double my = r[0][1] * x + r[1][1] * y + r[2][1] * z;
      rgb[at] = (byte) (128 + 90 * Math.cos(mx / 9));
      rgb[at + 1] = (byte) (128 + 90 * Math.cos(my / 11));
      rgb[at + 2] = (byte) (128 + 90 * Math.cos(mx / 14) * Math.sin(my / 12));
    }
  }

  /** The 68 points in the photo. */
  Landmarks68 landmarks() {
    return new Landmarks68(
        frontal().points().stream()
            .map(
                p ->
                    new Point3(
                        SIDE / 2.0 + SCALE * row(0, p),
                        SIDE / 2.0 + SCALE * row(1, p),
                        SCALE * row(2, p)))
            .toList());
  }

  private double row(int i, Point3 p) {
    return r[i][0] * p.x() + r[i][1] * p.y() + r[i][2] * p.z();
  }

  /** What a detector would say. */
  Detection detection() {
    return new Detection(new Box(90, 50, 310, 350), 1, Optional.of(landmarks().toLandmarks5()));
  }

  HeadFit fit() {
    return new HeadFit(new HeadPose(0, yaw, 0), Optional.of(landmarks()));
  }

  @Override
  public ModelCard card() {
    return new ModelCard(
        new ModelId("egg"),
        ModelTask.POSE,
        ModelFamily.TDDFA_V2,
        "egg",
        0,
        "0".repeat(64),
        List.of(),
        new License("ours", true, ""),
        Optional.empty(),
        0,
        Calibration.NONE);
  }

  @Override
  public Optional<Landmarks68> meanFace() {
    return Optional.of(frontal());
  }

  @Override
  public List<HeadFit> fit(Photo photo, List<Detection> faces) {
    return faces.stream().map(_ -> fit()).toList();
  }
}
