package mien.bench.accuracy;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.share;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.bench.metrics.ImpostorScores;
import mien.bench.metrics.Proportion;
import mien.bench.report.ResultFile;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;

/** The curves of one recognizer, as tables and as the lines of its card. For one thread. */
final class CalibrationPart {

  /** Fewer matches than these are no rate: none seen in N still allows 3/N. */
  private static final int LEAST_MATCHES = 3;

  /** A group says something about 1 in 1,000 from here on (the rule of three). */
  private static final int LEAST_COMPARISONS = 3000;

  private static final double[] RARE = {0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5};
  private static final double[] COMMON = {0.9, 0.7, 0.5, 0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3};
  private static final double[] MISSED = {3e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.9};

  private final LabeledPhotos data;
  private final String detector;
  private final StringBuilder card = new StringBuilder();

  CalibrationPart(LabeledPhotos data, String detector) {
    this.data = data;
    this.detector = detector;
  }

  String cardLines() {
    return "CalibrationDraft.with(\"" + detector + "\")\n" + card + ".calibration()\n";
  }

  void write(GenuinePairs genuine, Strangers strangers, ResultFile page) throws IOException {
    double[] same = genuine.scores(data);
    page.section("Different people");
    page.paragraph(
        """
        Every picture against every picture of another person; of FairFace and UTKFace each \
        picture is taken for another person. Comparisons of the same pictures are not independent; \
        "worth" is how many independent ones would spread as much (bootstrap over people). A rate \
        needs three matches. FNMR is that of the genuine pairs below. A group of fewer than 3,000 \
        comparisons cannot show 1 in 1,000 (rule of three) and is not on the card. FairFace is \
        labeled by gender and age band here; other groups were not measured.
        """);
    ImpostorScores lfw = lfw();
    curve(page, "LFW, folds 1-5", "lfw", lfw, RARE, same);
    strangers.groups().forEach((name, photos) -> group(page, name, photos, same));
    atContract(page, lfw, strangers, same);
    page.section("One person");
    page.paragraph(
        "LFW, View 2, folds 1-5: "
            + genuine.rows().size()
            + " pairs of one person, "
            + genuine.errata()
            + " known label errors left out; in "
            + (genuine.rows().size() - same.length)
            + " pairs a face was not found.");
    genuineCurve(page, same);
  }

  private void group(ResultFile page, String name, List<String> photos, double[] same) {
    ImpostorScores scores = eachAnother(photos);
    if (scores.comparisons() < LEAST_COMPARISONS) {
      page.paragraph(
          name
              + ": "
              + scores.comparisons()
              + " comparisons, too few for 1 in 1,000; at cosine 0.35 "
              + share(scores.from(0.35).share())
              + ".");
      return;
    }
    String member =
        switch (name) {
          case Strangers.ADULTS -> "adults";
          case Strangers.WOMEN -> "women";
          case Strangers.MEN -> "men";
          case Strangers.CHILDREN -> "children";
          default -> throw new IllegalStateException("no card has the group " + name);
        };
    curve(page, name, member, scores, member.equals("children") ? COMMON : RARE, same);
  }

  private void curve(
      ResultFile page,
      String name,
      String member,
      ImpostorScores scores,
      double[] rates,
      double[] same) {
    page.paragraph(name + ", " + scores.comparisons() + " comparisons:");
    List<List<String>> rows = new ArrayList<>();
    StringBuilder points = new StringBuilder();
    for (double rate : rates) {
      ImpostorScores.Point point = scores.at(rate);
      if (point.matches() < LEAST_MATCHES) {
        continue;
      }
      rows.add(
          List.of(
              "" + rate,
              fixed(point.threshold(), 4),
              point.matches() + " of " + point.comparisons(),
              "" + point.independent(),
              share(missed(same, point.threshold()))));
      points.append(line(point.threshold(), point.rate(), point.independent()));
    }
    page.table(List.of("FMR at most", "threshold", "false matches", "worth", "FNMR"), rows);
    card.append('.').append(member).append("()\n").append(points);
  }

  private static String line(double threshold, double rate, long comparisons) {
    // Up, so that what the card claims holds at the threshold that it names.
    double shown = Math.ceil(threshold * 1e4) / 1e4;
    return String.format(Locale.ROOT, ".at(%.4f, %.3g, %,d)", shown, rate, comparisons)
            .replace(',', '_')
            .replace("_ ", ", ")
        + "\n";
  }

  /** The number that the contract of the compare slice fixes. */
  private void atContract(ResultFile page, ImpostorScores lfw, Strangers strangers, double[] same) {
    List<List<String>> rows = new ArrayList<>();
    double[] thresholds = {0.25, 0.3, 0.35, 0.4, 0.45, 0.5};
    Map<String, ImpostorScores> sets = new LinkedHashMap<>();
    sets.put("LFW", lfw);
    for (String name :
        List.of(Strangers.ADULTS, Strangers.WOMEN, Strangers.MEN, Strangers.CHILDREN)) {
      sets.put(name, eachAnother(strangers.groups().getOrDefault(name, List.of())));
    }
    for (double threshold : thresholds) {
      List<String> row = new ArrayList<>(List.of(fixed(threshold, 2)));
      sets.values().forEach(set -> row.add(reaching(set, threshold)));
      row.add(fixed(100 * missed(same, threshold).rate(), 2) + " %");
      rows.add(row);
    }
    page.paragraph("At fixed thresholds:");
    List<String> head = new ArrayList<>(List.of("cosine"));
    head.addAll(sets.keySet());
    head.add("FNMR, LFW");
    page.table(head, rows);
  }

  private static String reaching(ImpostorScores set, double threshold) {
    return set.covers(threshold)
        ? fixed(100 * set.from(threshold).share().rate(), 3) + " %"
        : "over " + fixed(100 * RARE[0], 0) + " %";
  }

  private void genuineCurve(ResultFile page, double[] same) {
    List<List<String>> rows = new ArrayList<>();
    card.append(".genuine()\n");
    for (double rate : MISSED) {
      int below = (int) Math.floor(rate * same.length);
      if (below < LEAST_MATCHES || below >= same.length) {
        continue;
      }
      double threshold = same[below];
      Proportion missed = missed(same, threshold);
      rows.add(List.of("" + rate, fixed(threshold, 4), share(missed)));
      card.append(line(threshold, missed.rate(), missed.trials()));
    }
    page.table(List.of("FNMR at most", "threshold", "missed"), rows);
  }

  private static Proportion missed(double[] sorted, double threshold) {
    long below = Arrays.stream(sorted).filter(score -> score < threshold).count();
    return new Proportion(below, sorted.length);
  }

  private ImpostorScores eachAnother(List<String> photos) {
    List<Embedding> found =
        photos.stream().flatMap(p -> VerificationPart.embedding(data, p).stream()).toList();
    return scores(found, IntStream.range(0, found.size()).boxed().toList(), 1);
  }

  private ImpostorScores lfw() throws IOException {
    List<Embedding> embeddings = new ArrayList<>();
    List<Integer> person = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    data.labels("pairs.csv").stream()
        .filter(VerificationPart::lfw)
        .flatMap(row -> Stream.of(row.getOrDefault("image_a", ""), row.getOrDefault("image_b", "")))
        .distinct()
        .forEach(
            photo ->
                VerificationPart.embedding(data, photo)
                    .ifPresent(
                        found -> {
                          String name = photo.replaceFirst("_[0-9]+\\.[a-z]+$", "");
                          person.add(numbers.computeIfAbsent(name, _ -> numbers.size()));
                          embeddings.add(found);
                        }));
    return scores(embeddings, person, RARE[0]);
  }

  private static ImpostorScores scores(
      List<Embedding> embeddings, List<Integer> person, double highestRate) {
    return new ImpostorScores(
        person,
        (i, j) -> CosineSimilarity.between(embeddings.get(i), embeddings.get(j)),
        highestRate);
  }
}
