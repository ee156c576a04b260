package mien.bench.accuracy;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.share;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import mien.bench.metrics.Proportion;
import mien.bench.metrics.Verification;
import mien.bench.metrics.Verification.Pair;
import mien.bench.report.ResultFile;
import mien.engine.AnalyzedFace;
import mien.engine.assess.FaceQuality;
import mien.engine.assess.Liveness;

/** Liveness and quality: labels too few for more than a check. */
final class SmallParts {

  private static final double LIVE = 0.5;

  private SmallParts() {}

  static List<String> photos(LabeledPhotos data) throws IOException {
    List<String> photos = new ArrayList<>();
    for (String file : List.of("liveness.csv", "quality.csv")) {
      data.labels(file).forEach(row -> photos.add(row.getOrDefault("image", "")));
    }
    return photos;
  }

  static void liveness(LabeledPhotos data, ResultFile page) throws IOException {
    Proportion attacks = new Proportion(0, 0);
    Proportion bonaFide = new Proportion(0, 0);
    int unknown = 0;
    for (Map<String, String> row : data.labels("liveness.csv")) {
      Optional<Liveness> found =
          data.subject(row.getOrDefault("image", "")).flatMap(AnalyzedFace::live);
      if (found.orElse(null) instanceof Liveness.Measured(double probability)) {
        boolean real = "real".equals(row.get("label"));
        if (real) {
          bonaFide = bonaFide.plus(new Proportion(probability < LIVE ? 1 : 0, 1));
        } else {
          attacks = attacks.plus(new Proportion(probability >= LIVE ? 1 : 0, 1));
        }
      } else {
        unknown++;
      }
    }
    page.section("Liveness");
    page.paragraph(
        "A smoke test: five photos say next to nothing, as the bounds show. ISO/IEC 30107-3 wants"
            + " APCER for each species of attack; here all attacks are one.");
    page.table(
        List.of("", "rate"),
        List.of(
            List.of("APCER, attacks taken for live", share(attacks)),
            List.of("BPCER, live faces refused", share(bonaFide)),
            List.of("not judged", "" + unknown)));
  }

  static void quality(LabeledPhotos data, ResultFile page) throws IOException {
    page.section("Quality");
    page.paragraph(
        "How well a signal separates labeled pictures: the share of pairs of a good and a bad one"
            + " in which the good one has the higher value (1 always, 0.5 chance).");
    List<Map<String, String>> rows = data.labels("quality.csv");
    page.table(
        List.of("signal", "good + bad", "no face", "separation"),
        List.of(
            row(
                data,
                rows,
                "sharpness, sharp against blurred",
                "blur",
                "sharp",
                "blurred",
                FaceQuality::sharpness),
            row(
                data,
                rows,
                "overall, sharp against blurred",
                "blur",
                "sharp",
                "blurred",
                FaceQuality::overall),
            row(
                data,
                rows,
                "exposure, ok against over",
                "exposure",
                "ok",
                "over",
                FaceQuality::exposure),
            row(
                data,
                rows,
                "exposure, ok against under",
                "exposure",
                "ok",
                "under",
                FaceQuality::exposure)));
  }

  private static List<String> row(
      LabeledPhotos data,
      List<Map<String, String>> rows,
      String name,
      String column,
      String good,
      String bad,
      ToDoubleFunction<FaceQuality> signal) {
    List<Pair> values = new ArrayList<>();
    int unseen = 0;
    for (Map<String, String> row : rows) {
      String label = row.getOrDefault(column, "");
      if (!"face".equals(row.get("region")) || !label.equals(good) && !label.equals(bad)) {
        continue;
      }
      Optional<AnalyzedFace> face = data.subject(row.getOrDefault("image", ""));
      if (face.isEmpty()) {
        unseen++;
      } else {
        values.add(new Pair(signal.applyAsDouble(face.get().quality()), label.equals(good), 0));
      }
    }
    long goods = values.stream().filter(Pair::same).count();
    boolean both = goods > 0 && goods < values.size();
    return List.of(
        name,
        goods + " + " + (values.size() - goods),
        "" + unseen,
        both ? fixed(new Verification(values).area(), 3) : "–");
  }
}
