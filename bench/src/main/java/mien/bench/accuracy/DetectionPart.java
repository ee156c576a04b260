package mien.bench.accuracy;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.share;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mien.bench.metrics.DetectionScore;
import mien.bench.metrics.DetectionScore.Truth;
import mien.bench.report.Plots;
import mien.bench.report.Plots.Axes;
import mien.bench.report.Plots.Curve;
import mien.bench.report.ResultFile;
import mien.engine.AnalyzedFace;

/** Boxes against labeled boxes, and photos without a person. */
final class DetectionPart {

  private static final double USUAL = 0.5;
  private static final double SQUARES = 0.3;

  private DetectionPart() {}

  static List<String> photos(LabeledPhotos data) throws IOException {
    Set<String> photos = new LinkedHashSet<>(truths(data).keySet());
    photos.addAll(empty(data));
    return List.copyOf(photos);
  }

  private static Map<String, List<Truth>> truths(LabeledPhotos data) throws IOException {
    Map<String, List<Truth>> truths = new LinkedHashMap<>();
    for (Map<String, String> row : data.labels("boxes.csv")) {
      boolean squares = row.getOrDefault("source", "").startsWith("dlib");
      truths
          .computeIfAbsent(row.getOrDefault("image", ""), _ -> new ArrayList<>())
          .add(
              new Truth(
                  LabeledPhotos.box(row).orElseThrow(),
                  "1".equals(row.get("ignore")),
                  squares ? SQUARES : USUAL));
    }
    return truths;
  }

  private static List<String> empty(LabeledPhotos data) throws IOException {
    return data.labels("facecount.csv").stream()
        .filter(row -> "0".equals(row.get("faces")))
        .map(row -> row.getOrDefault("image", ""))
        .toList();
  }

  /**
   * Writes the part.
   *
   * @param data analyzed with a confidence far below the usual one, so that the curve is whole
   * @param confidence the usual one
   */
  static void write(LabeledPhotos data, double confidence, ResultFile page, Path out)
      throws IOException {
    Map<String, List<Truth>> truths = truths(data);
    DetectionScore score = new DetectionScore();
    truths.forEach((photo, faces) -> score.add(detections(data, photo), faces));
    List<String> empty = empty(data);
    long alarms =
        empty.stream()
            .flatMap(photo -> detections(data, photo).stream())
            .filter(detection -> detection.score() >= confidence)
            .count();
    page.section("Detection");
    page.paragraph(
        String.format(
            java.util.Locale.ROOT,
            "%d photos with %d boxes that count; intersection over union of at least %.1f, %.1f"
                + " where the boxes are squares from brow to chin; boxes marked so count neither"
                + " way. Boxes were proposed by a public detector and looked at by one person:"
                + " detectors of that family may look a little better than they are.",
            truths.size(),
            score.faces(),
            USUAL,
            SQUARES));
    page.table(
        List.of("", ""),
        List.of(
            List.of("average precision", fixed(score.averagePrecision(), 4)),
            List.of("recall at " + confidence, share(score.recall(confidence, _ -> true))),
            List.of("false alarms at " + confidence, "" + score.falseAlarms(confidence)),
            List.of(
                "false alarms in " + empty.size() + " photos without a person, at " + confidence,
                "" + alarms)));
    List<List<String>> sizes = new ArrayList<>();
    double[] edges = {0, 20, 40, 80, 160, Double.POSITIVE_INFINITY};
    for (int i = 0; i + 1 < edges.length; i++) {
      double low = edges[i];
      double high = edges[i + 1];
      sizes.add(
          List.of(
              high == Double.POSITIVE_INFINITY
                  ? "from " + (int) low
                  : (int) low + " to " + (int) high,
              share(score.recall(confidence, h -> h >= low && h < high))));
    }
    page.table(List.of("box height, pixels", "recall at " + confidence), sizes);
    List<DetectionScore.Point> points = score.points();
    Plots.write(
        out.resolve("accuracy-pr.png"),
        "Detection: precision and recall",
        "recall",
        "precision",
        Axes.SHARES,
        List.of(
            new Curve(
                "faces",
                points.stream().map(DetectionScore.Point::recall).toList(),
                points.stream().map(DetectionScore.Point::precision).toList())));
    page.picture("Precision and recall", "accuracy-pr.png");
  }

  private static List<mien.core.face.Detection> detections(LabeledPhotos data, String photo) {
    return data.faces(photo).faces().stream().map(AnalyzedFace::detection).toList();
  }
}
