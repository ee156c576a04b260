package mien.bench.accuracy;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.share;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mien.bench.metrics.ImpostorScores;
import mien.bench.metrics.Proportion;
import mien.bench.metrics.Sample;
import mien.bench.metrics.Verification;
import mien.bench.metrics.Verification.Pair;
import mien.bench.metrics.Verification.Point;
import mien.bench.report.Plots;
import mien.bench.report.Plots.Axes;
import mien.bench.report.Plots.Curve;
import mien.bench.report.ResultFile;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.engine.AnalyzedFace;

/** Pairs of one person and of two: accuracy, error rates, curves. */
final class VerificationPart {

  private VerificationPart() {}

  private record Scored(List<Pair> pairs, Proportion failures) {}

  static List<String> photos(LabeledPhotos data) throws IOException {
    List<String> photos = new ArrayList<>();
    for (Map<String, String> row : data.labels("pairs.csv")) {
      photos.add(row.get("image_a"));
      photos.add(row.get("image_b"));
    }
    return photos;
  }

  static void write(LabeledPhotos data, ResultFile page, Path out) throws IOException {
    List<Map<String, String>> rows = data.labels("pairs.csv");
    Scored lfw = score(data, rows.stream().filter(VerificationPart::lfw).toList());
    Scored free = score(data, rows.stream().filter(row -> !lfw(row)).toList());
    page.section("Verification");
    page.paragraph(
        """
        LFW, View 2, the folds that are there, deep-funneled pictures, whole pipeline, no flip; and \
        further pairs from larger pictures. The face is the one at the picture's center. A fold is \
        judged at the threshold that is best on the others. FTE: pairs with a picture in which no \
        face was found; the other rates are over the remaining comparisons. Brackets are exact 95 % \
        bounds. Known label errors of LFW are counted as labeled.
        """);
    List<List<String>> table = new ArrayList<>();
    table.add(row("LFW", lfw));
    if (!free.pairs().isEmpty()) {
      table.add(row("free", free));
    }
    page.table(
        List.of("pairs", "same + different", "FTE", "accuracy ± sd of folds", "AUC", "EER"), table);
    points(page, new Verification(lfw.pairs()));
    allPairs(
        data,
        rows.stream().filter(VerificationPart::lfw).toList(),
        page,
        new Verification(lfw.pairs()));
    curves(page, out, new Verification(lfw.pairs()));
  }

  /** Whether a pair belongs to LFW's View 2. */
  static boolean lfw(Map<String, String> row) {
    return row.getOrDefault("protocol", "").startsWith("lfw");
  }

  private static Scored score(LabeledPhotos data, List<Map<String, String>> rows) {
    List<Pair> pairs = new ArrayList<>();
    for (Map<String, String> row : rows) {
      Optional<Embedding> a = embedding(data, row.getOrDefault("image_a", ""));
      Optional<Embedding> b = embedding(data, row.getOrDefault("image_b", ""));
      if (a.isPresent() && b.isPresent()) {
        String fold = row.getOrDefault("protocol", "").replaceAll("[^0-9]", "");
        pairs.add(
            new Pair(
                CosineSimilarity.between(a.get(), b.get()),
                "1".equals(row.get("same")),
                fold.length() < 2 ? 0 : Integer.parseInt(fold.substring(1))));
      }
    }
    return new Scored(pairs, new Proportion(rows.size() - pairs.size(), rows.size()));
  }

  static Optional<Embedding> embedding(LabeledPhotos data, String photo) {
    return data.subject(photo).flatMap(AnalyzedFace::embedding);
  }

  private static List<String> row(String name, Scored scored) {
    Verification found = new Verification(scored.pairs());
    long same = scored.pairs().stream().filter(Pair::same).count();
    Sample folds = Sample.of(found.foldAccuracies());
    String accuracy =
        folds.size() < 2
            ? "–"
            : fixed(100 * folds.mean(), 2) + " ± " + fixed(100 * folds.deviation(), 2) + " %";
    return List.of(
        name,
        same + " + " + (scored.pairs().size() - same),
        share(scored.failures()),
        accuracy,
        fixed(found.area(), 5),
        fixed(100 * found.equalErrorRate(), 2) + " %");
  }

  private static void points(ResultFile page, Verification found) {
    List<List<String>> rows = new ArrayList<>();
    for (double rate : new double[] {1e-1, 1e-2, 1e-3}) {
      rows.add(row("FMR at most " + rate, found.atFalseMatchRate(rate)));
    }
    for (double threshold : new double[] {0.2, 0.25, 0.3, 0.35, 0.4}) {
      rows.add(row("cosine " + threshold, found.at(threshold)));
    }
    page.paragraph("LFW at operating points (TAR is 1 - FNMR):");
    page.table(List.of("", "threshold", "FMR", "FNMR"), rows);
  }

  /** The thresholds that a card's operating points come from. */
  private static void allPairs(
      LabeledPhotos data, List<Map<String, String>> rows, ResultFile page, Verification pairs) {
    List<Embedding> embeddings = new ArrayList<>();
    List<Integer> person = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    rows.stream()
        .flatMap(row -> Stream.of(row.getOrDefault("image_a", ""), row.getOrDefault("image_b", "")))
        .distinct()
        .forEach(
            photo ->
                embedding(data, photo)
                    .ifPresent(
                        found -> {
                          String name = photo.replaceFirst("_[0-9]+\\.[a-z]+$", "");
                          person.add(numbers.computeIfAbsent(name, _ -> numbers.size()));
                          embeddings.add(found);
                        }));
    ImpostorScores scores =
        new ImpostorScores(
            person, (i, j) -> CosineSimilarity.between(embeddings.get(i), embeddings.get(j)), 1e-2);
    page.paragraph(
        "Every picture of these pairs against every picture of another person: "
            + embeddings.size()
            + " pictures of "
            + numbers.size()
            + " people, "
            + scores.comparisons()
            + " comparisons. They are not independent; the last column is how many independent ones"
            + " would spread as much (bootstrap over people). The cards' operating points are these"
            + " rows. FNMR is that of the pairs above.");
    List<List<String>> table = new ArrayList<>();
    for (double rate : new double[] {1e-2, 1e-3, 1e-4, 1e-5}) {
      ImpostorScores.Point point = scores.at(rate);
      table.add(
          List.of(
              "" + rate,
              fixed(point.threshold(), 4),
              point.matches() + " of " + point.comparisons(),
              share(pairs.at(point.threshold()).falseNonMatches()),
              "" + point.independent()));
    }
    page.table(
        List.of("FMR at most", "threshold", "false matches", "FNMR", "worth independent"), table);
  }

  private static List<String> row(String name, Point point) {
    return List.of(
        name,
        fixed(point.threshold(), 3),
        share(point.falseMatches()),
        share(point.falseNonMatches()));
  }

  private static void curves(ResultFile page, Path out, Verification found) throws IOException {
    List<Point> points =
        found.points().stream().filter(p -> p.falseMatches().successes() > 0).toList();
    List<Double> fmr = points.stream().map(p -> p.falseMatches().rate()).toList();
    List<Double> tmr = points.stream().map(p -> p.trueMatches().rate()).toList();
    Plots.write(
        out.resolve("accuracy-roc.png"),
        "LFW: ROC",
        "false match rate",
        "true match rate",
        Axes.LOG_X,
        List.of(new Curve("pairs of LFW", fmr, tmr)));
    List<Point> both = points.stream().filter(p -> p.falseNonMatches().successes() > 0).toList();
    Plots.write(
        out.resolve("accuracy-det.png"),
        "LFW: detection error trade-off",
        "false match rate",
        "false non-match rate",
        Axes.LOG_BOTH,
        List.of(
            new Curve(
                "pairs of LFW",
                both.stream().map(p -> p.falseMatches().rate()).toList(),
                both.stream().map(p -> p.falseNonMatches().rate()).toList())));
    page.picture("ROC", "accuracy-roc.png").picture("DET", "accuracy-det.png");
  }
}
