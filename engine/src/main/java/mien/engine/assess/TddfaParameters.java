package mien.engine.assess;

import mien.core.face.HeadPose;
import mien.core.face.Point3;

/**
 * The 62 parameters of 3DDFA_V2 (J. Guo et al., "Towards Fast, Accurate and Stable 3D Dense Face
 * Alignment", ECCV 2020), with the whitening undone: 12 for a 3 x 4 camera matrix, row-major, whose
 * left 3 x 3 is scale times rotation and whose last column is an offset; 40 for shape; 10 for
 * expression.
 *
 * <p>The camera's frame has x to the right, y <em>upwards</em> and z towards the viewer, in pixels
 * of the 120 x 120 crop, counted from 1.
 */
final class TddfaParameters {

  static final int COUNT = 62;
  static final int SHAPES = 40;
  static final int EXPRESSIONS = 10;
  private static final int POSE = 12;

  /** Mean of the camera parameters in training; cleardusk/3DDFA_V2, param_mean_std_62d_120x120. */
  static final float[] POSE_MEAN = {
    3.4926363e-04f,
    2.5279013e-07f,
    -6.875198e-07f,
    6.0167957e+01f,
    -6.295513e-07f,
    5.7572004e-04f,
    -5.0853912e-05f,
    7.42782e+01f,
    5.400917e-07f,
    6.5741384e-05f,
    3.4420125e-04f,
    -6.667158e+01f
  };

  /** Their standard deviation, from the same file (MIT, like the network). */
  static final float[] POSE_DEVIATION = {
    1.7632153e-04f,
    6.7379435e-05f,
    4.470849e-04f,
    2.6550232e+01f,
    1.231377e-04f,
    4.4930217e-05f,
    7.923671e-05f,
    6.982563e+00f,
    4.350444e-04f,
    1.231489e-04f,
    1.7400002e-04f,
    2.080304e+01f
  };

  /** Past this sine of the yaw, pitch and roll turn about one axis and only their sum is known. */
  private static final double GIMBAL_LOCK = 0.998;

  private final double[] values;

  private TddfaParameters(double[] values) {
    this.values = values;
  }

  /**
   * Undoes the whitening.
   *
   * @param whitened 62 finite values
   * @param mean 62 values
   * @param deviation 62 values
   */
  static TddfaParameters of(float[] whitened, float[] mean, float[] deviation) {
    double[] values = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = (double) whitened[i] * deviation[i] + mean[i];
    }
    return new TddfaParameters(values);
  }

  /** The camera alone, with a shape of zeros: what can be said without the basis. */
  static TddfaParameters cameraOf(float[] whitened) {
    double[] values = new double[COUNT];
    for (int i = 0; i < POSE; i++) {
      values[i] = (double) whitened[i] * POSE_DEVIATION[i] + POSE_MEAN[i];
    }
    return new TddfaParameters(values);
  }

  /** Coefficient {@code k} of the shape, from 0. */
  double shape(int k) {
    return values[POSE + k];
  }

  /** Coefficient {@code k} of the expression, from 0. */
  double expression(int k) {
    return values[POSE + SHAPES + k];
  }

  /** A point of the model in the camera's frame. */
  Point3 project(Point3 p) {
    return new Point3(row(0, p), row(1, p), row(2, p));
  }

  private double row(int r, Point3 p) {
    int at = 4 * r;
    return values[at] * p.x() + values[at + 1] * p.y() + values[at + 2] * p.z() + values[at + 3];
  }

  /**
   * Where the head points, as {@link HeadPose} says it. The rotation is made of the first two rows,
   * normalized, and their cross product; it is taken apart as Rx Ry Rz, as AFLW2000-3D does.
   *
   * <p>Two deviations from the reference ({@code utils/pose.py}, marked there as to be checked). It
   * takes the same rotation apart as Rz Ry Rx and counts pitch downwards and roll the other way;
   * the yaw is close, but on turned heads pitch and roll are not those of the labels (see the test
   * on real photos). And near a yaw of 90 degrees, where roll is set to 0 here as there, it lets
   * the yaw jump to 90.
   *
   * @throws IllegalArgumentException if the camera matrix has a row of zeros
   */
  HeadPose pose() {
    double[] x = unit(0);
    double[] y = unit(4);
    double z1 = x[2] * y[0] - x[0] * y[2];
    double z2 = x[0] * y[1] - x[1] * y[0];
    double yaw = -Math.asin(Math.clamp(x[2], -1.0, 1.0));
    double pitch;
    double roll;
    if (Math.abs(x[2]) > GIMBAL_LOCK) {
      pitch = -Math.atan2(z1, y[1]);
      roll = 0;
    } else {
      pitch = Math.atan2(y[2], z2);
      roll = Math.atan2(x[1], x[0]);
    }
    return new HeadPose(Math.toDegrees(pitch), Math.toDegrees(yaw), Math.toDegrees(roll));
  }

  private double[] unit(int from) {
    double length =
        Math.sqrt(
            values[from] * values[from]
                + values[from + 1] * values[from + 1]
                + values[from + 2] * values[from + 2]);
    return new double[] {
      values[from] / length, values[from + 1] / length, values[from + 2] / length
    };
  }
}
