package mien.bench.accuracy;

import static mien.bench.report.Numbers.fixed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.bench.metrics.LandmarkError;
import mien.bench.metrics.Sample;
import mien.bench.report.ResultFile;
import mien.core.face.Box;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;
import mien.core.face.Point3;
import mien.engine.AnalyzedFace;
import mien.engine.assess.HeadFit;

/** 68 points and pose of the 3D fit against labels. */
final class HeadPart {

  private HeadPart() {}

  static List<String> photos(LabeledPhotos data) throws IOException {
    List<String> photos = new ArrayList<>();
    for (String file : List.of("landmarks68.csv", "pose.csv")) {
      data.labels(file).forEach(row -> photos.add(row.getOrDefault("image", "")));
    }
    return photos;
  }

  static void write(LabeledPhotos data, ResultFile page) throws IOException {
    page.section("68 points");
    page.paragraph(
        """
        Of the 3D fit. NME: mean distance by the distance of the outer eye corners, of all points \
        and without the jaw, or by the root of the box's area. "2d-ibug68" marks the visible \
        outline and 3D points follow the true jaw line, so that only the inner points compare; \
        "3d68" is the fit's own scheme.
        """);
    landmarks(data, page);
    page.section("Pose");
    pose(data, page);
  }

  private static void landmarks(LabeledPhotos data, ResultFile page) throws IOException {
    Map<String, List<double[]>> errors = new LinkedHashMap<>();
    Map<String, Integer> missed = new LinkedHashMap<>();
    for (Map<String, String> row : data.labels("landmarks68.csv")) {
      String scheme = row.getOrDefault("scheme", "");
      Landmarks68 truth = truth(row);
      Optional<Landmarks68> found = nearest(data, row.getOrDefault("image", ""), truth);
      errors.computeIfAbsent(scheme, _ -> new ArrayList<>());
      if (found.isEmpty()) {
        missed.merge(scheme, 1, Integer::sum);
      } else {
        errors
            .get(scheme)
            .add(
                new double[] {
                  LandmarkError.byOuterEyes(found.get(), truth),
                  LandmarkError.innerByOuterEyes(found.get(), truth),
                  LandmarkError.byBox(found.get(), truth)
                });
      }
    }
    List<List<String>> rows = new ArrayList<>();
    errors.forEach(
        (scheme, of) ->
            rows.add(
                List.of(
                    scheme,
                    "" + of.size(),
                    "" + missed.getOrDefault(scheme, 0),
                    percent(of, 0),
                    percent(of, 1),
                    percent(of, 2))));
    page.table(
        List.of(
            "scheme", "faces", "not found", "NME by eyes", "without jaw, by eyes", "NME by box"),
        rows);
  }

  private static String percent(List<double[]> errors, int which) {
    Sample sample = Sample.of(errors.stream().map(e -> 100 * e[which]).toList());
    return fixed(sample.mean(), 2) + " % (median " + fixed(sample.median(), 2) + ")";
  }

  private static Landmarks68 truth(Map<String, String> row) {
    List<Point3> points = new ArrayList<>();
    for (int i = 0; i < Landmarks68.COUNT; i++) {
      points.add(
          new Point3(LabeledPhotos.number(row, "x" + i), LabeledPhotos.number(row, "y" + i), 0));
    }
    return new Landmarks68(points);
  }

  private static Optional<Landmarks68> nearest(
      LabeledPhotos data, String photo, Landmarks68 truth) {
    Box box =
        new Box(
            truth.points().stream().mapToDouble(Point3::x).min().orElseThrow(),
            truth.points().stream().mapToDouble(Point3::y).min().orElseThrow(),
            truth.points().stream().mapToDouble(Point3::x).max().orElseThrow(),
            truth.points().stream().mapToDouble(Point3::y).max().orElseThrow());
    return data.at(photo, box, 0.3).flatMap(AnalyzedFace::head).flatMap(HeadFit::landmarks68);
  }

  private static void pose(LabeledPhotos data, ResultFile page) throws IOException {
    List<Double> pitch = new ArrayList<>();
    List<Double> yaw = new ArrayList<>();
    List<Double> roll = new ArrayList<>();
    int unseen = 0;
    int labeled = 0;
    int agree = 0;
    for (Map<String, String> row : data.labels("pose.csv")) {
      Optional<HeadPose> found =
          data.subject(row.getOrDefault("image", ""))
              .flatMap(AnalyzedFace::head)
              .map(HeadFit::pose);
      if (found.isEmpty()) {
        unseen++;
      } else if (row.getOrDefault("yaw", "").isEmpty()) {
        labeled++;
        agree += agrees(found.get(), row.getOrDefault("label", "")) ? 1 : 0;
      } else {
        pitch.add(found.get().pitchDegrees() - LabeledPhotos.number(row, "pitch"));
        yaw.add(found.get().yawDegrees() - LabeledPhotos.number(row, "yaw"));
        roll.add(found.get().rollDegrees() - LabeledPhotos.number(row, "roll"));
      }
    }
    page.paragraph(
        "Against AFLW2000-3D where there are angles: too few for more than a check of signs and"
            + " size. Of photos that only say which way the head is turned, "
            + agree
            + " of "
            + labeled
            + " agree in direction. No face found in "
            + unseen
            + ".");
    page.table(
        List.of("degrees", "faces", "mean absolute error", "bias"),
        List.of(row("pitch", pitch), row("yaw", yaw), row("roll", roll)));
  }

  private static boolean agrees(HeadPose pose, String label) {
    if (label.contains("image-left")) {
      return pose.yawDegrees() > 15;
    }
    if (label.contains("image-right")) {
      return pose.yawDegrees() < -15;
    }
    if (label.contains("down")) {
      return pose.pitchDegrees() < 0;
    }
    return Math.abs(pose.rollDegrees()) > 15;
  }

  private static List<String> row(String name, List<Double> errors) {
    Sample sample = Sample.of(errors);
    return List.of(
        name, "" + sample.size(), fixed(sample.meanAbsolute(), 2), fixed(sample.mean(), 2));
  }
}
