package mien.cli.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Embedding;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;
import mien.core.face.ModelId;
import mien.core.face.Point3;
import mien.engine.AnalyzedFace;
import mien.engine.assess.AgeGender;
import mien.engine.assess.EyeOpen;
import mien.engine.assess.EyesOpen;
import mien.engine.assess.FaceQuality;
import mien.engine.assess.Gender;
import mien.engine.assess.HeadFit;
import mien.engine.assess.Liveness;

/** Faces of no real person: drawn by arithmetic. */
public final class SyntheticFaces {

  /** The model that the synthetic embeddings name. */
  public static final ModelId MODEL = new ModelId("synthetic_4");

  private SyntheticFaces() {}

  /** A face about which everything is known. */
  public static AnalyzedFace full(Box box, HeadPose pose, double age, Gender gender) {
    Landmarks68 points = points(box);
    return new AnalyzedFace(
        new Detection(box, 0.93456, Optional.of(points.toLandmarks5())),
        new FaceQuality(
            0.8, points.toLandmarks5().eyeDistance(), 0.9, OptionalDouble.of(0.95), 0.712345),
        Optional.of(new HeadFit(pose, Optional.of(points))),
        Optional.of(new AgeGender(age, gender, 0.9)),
        Optional.of(new EyesOpen(new EyeOpen.Measured(0.97), new EyeOpen.Measured(0.991))),
        Optional.of(new Liveness.Measured(0.98765)),
        Optional.of(Embedding.normalized(MODEL, new float[] {3, 0, 4, 0})),
        0);
  }

  /** A face of which only the box is known. */
  public static AnalyzedFace bare(Box box) {
    return new AnalyzedFace(
        new Detection(box, 0.5, Optional.empty()),
        new FaceQuality(0, 0, 0, OptionalDouble.empty(), 0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** 68 points that look like a face inside the box. */
  public static Landmarks68 points(Box box) {
    List<double[]> unit = new ArrayList<>();
    for (int i = 0; i <= 16; i++) {
      double angle = Math.PI * (1 - i / 16.0);
      unit.add(new double[] {0.5 + 0.47 * Math.cos(angle), 0.42 + 0.56 * Math.sin(angle), -0.2});
    }
    arc(unit, 5, 0.13, 0.43, 0.24, -0.05);
    arc(unit, 5, 0.57, 0.87, 0.24, -0.05);
    for (int i = 0; i < 4; i++) {
      unit.add(new double[] {0.5, 0.36 + 0.075 * i, 0.05 * i});
    }
    arc(unit, 5, 0.41, 0.59, 0.63, 0.02);
    ring(unit, 6, 0.29, 0.36, 0.085, 0.03);
    ring(unit, 6, 0.71, 0.36, 0.085, 0.03);
    ring(unit, 12, 0.5, 0.77, 0.15, 0.06);
    ring(unit, 8, 0.5, 0.77, 0.1, 0.025);
    List<Point3> points = new ArrayList<>();
    for (double[] p : unit) {
      points.add(
          new Point3(
              box.x1() + p[0] * box.width(), box.y1() + p[1] * box.height(), p[2] * box.width()));
    }
    return new Landmarks68(points);
  }

  private static void arc(
      List<double[]> unit, int count, double from, double to, double y, double lift) {
    for (int i = 0; i < count; i++) {
      double t = i / (count - 1.0);
      unit.add(new double[] {from + t * (to - from), y + lift * Math.sin(Math.PI * t), 0});
    }
  }

  private static void ring(
      List<double[]> unit, int count, double x, double y, double radiusX, double radiusY) {
    for (int i = 0; i < count; i++) {
      double angle = Math.PI + 2 * Math.PI * i / count;
      unit.add(new double[] {x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle), 0.02});
    }
  }
}
