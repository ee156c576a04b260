package mien.engine.assess;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import mien.core.MienException;
import mien.core.face.Landmarks68;
import mien.core.face.Point3;
import mien.engine.fault.EngineFault;

/**
 * The numbers that turn 3DDFA_V2's parameters into 68 points: how the 62 parameters were whitened,
 * the mean face at the 68 landmarks, and how each of 40 shape and 10 expression coefficients moves
 * them. A slice of the Basel Face Model (P. Paysan et al., "A 3D Face Model for Pose and
 * Illumination Invariant Face Recognition", AVSS 2009), whose terms are non-commercial; so it is a
 * file of its own and never part of mien.
 *
 * <p>Immutable, so safe for many threads at once.
 */
public final class TddfaBasis {

  private static final int VALUES = Landmarks68.COUNT * 3;
  private static final int FLOATS =
      2 * TddfaParameters.COUNT
          + VALUES * (1 + TddfaParameters.SHAPES + TddfaParameters.EXPRESSIONS);

  private final float[] mean;
  private final float[] deviation;
  private final float[] face;
  private final float[] shapes;
  private final float[] expressions;

  private TddfaBasis(FloatBuffer values) {
    this.mean = take(values, TddfaParameters.COUNT);
    this.deviation = take(values, TddfaParameters.COUNT);
    this.face = take(values, VALUES);
    this.shapes = take(values, VALUES * TddfaParameters.SHAPES);
    this.expressions = take(values, VALUES * TddfaParameters.EXPRESSIONS);
  }

  /**
   * Reads the file {@code 3ddfa_v2_kps68_basis.bin}: 10,528 little-endian float32 without a header,
   * in this order: mean [62], deviation [62], mean face [204] (x, y, z of point 0, of point 1,
   * ...), shapes [204 x 40] and expressions [204 x 10], both row-major.
   *
   * @throws MienException OPERATOR {@code model.basis} if the length is another or a value is not
   *     finite
   */
  public static TddfaBasis read(byte[] file) {
    if (file.length != FLOATS * Float.BYTES) {
      throw unreadable("has " + FLOATS * Float.BYTES + " bytes, but got " + file.length);
    }
    FloatBuffer values = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int i = 0; i < FLOATS; i++) {
      if (!Float.isFinite(values.get(i))) {
        throw unreadable("has finite values only, but number " + i + " is not");
      }
    }
    return new TddfaBasis(values);
  }

  private static MienException unreadable(String rule) {
    return new MienException(
        EngineFault.MODEL_BASIS, "the 68-point basis of 3DDFA_V2 " + rule + "; fetch it again");
  }

  private static float[] take(FloatBuffer from, int count) {
    float[] some = new float[count];
    from.get(some);
    return some;
  }

  /** Undoes the whitening of a network's 62 outputs. */
  TddfaParameters parameters(float[] whitened) {
    return TddfaParameters.of(whitened, mean, deviation);
  }

  /**
   * The mean face, looking straight at the viewer, in millimeters: x to the right, y downwards, z
   * towards the viewer.
   */
  public Landmarks68 meanFace() {
    List<Point3> points = new ArrayList<>(Landmarks68.COUNT);
    for (int i = 0; i < VALUES; i += 3) {
      // The model's y grows upwards, its unit is the micrometer.
      points.add(new Point3(face[i] / 1e3, -face[i + 1] / 1e3, face[i + 2] / 1e3));
    }
    return new Landmarks68(points);
  }

  /**
   * The 68 points of a fit, in the photo's displayed pixels; the least z is 0.
   *
   * @param parameters what the network said of the crop
   * @param crop which part of the photo it looked at
   */
  Landmarks68 landmarks(TddfaParameters parameters, TddfaCrop crop) {
    List<Point3> points = new ArrayList<>(Landmarks68.COUNT);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < Landmarks68.COUNT; i++) {
      Point3 inModel =
          new Point3(
              vertex(parameters, 3 * i),
              vertex(parameters, 3 * i + 1),
              vertex(parameters, 3 * i + 2));
      Point3 inPhoto = crop.toPhoto(parameters.project(inModel));
      points.add(inPhoto);
      least = Math.min(least, inPhoto.z());
    }
    double floor = least;
    return new Landmarks68(
        points.stream().map(p -> new Point3(p.x(), p.y(), p.z() - floor)).toList());
  }

  private double vertex(TddfaParameters parameters, int row) {
    double v = face[row];
    for (int k = 0; k < TddfaParameters.SHAPES; k++) {
      v += shapes[row * TddfaParameters.SHAPES + k] * parameters.shape(k);
    }
    for (int k = 0; k < TddfaParameters.EXPRESSIONS; k++) {
      v += expressions[row * TddfaParameters.EXPRESSIONS + k] * parameters.expression(k);
    }
    return v;
  }
}
