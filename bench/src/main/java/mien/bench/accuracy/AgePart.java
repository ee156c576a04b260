package mien.bench.accuracy;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.share;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.bench.metrics.Proportion;
import mien.bench.metrics.Reliability;
import mien.bench.metrics.Sample;
import mien.bench.report.Plots;
import mien.bench.report.Plots.Axes;
import mien.bench.report.Plots.Curve;
import mien.bench.report.ResultFile;
import mien.engine.AnalyzedFace;
import mien.engine.assess.AgeGender;
import mien.engine.assess.Gender;

/** Ages and genders against labels. */
final class AgePart {

  private AgePart() {}

  private static final class Group {
    private final List<Double> errors = new ArrayList<>();
    private Proportion gender = new Proportion(0, 0);
    private Proportion band = new Proportion(0, 0);
    private Proportion missed = new Proportion(0, 0);
  }

  static List<String> photos(LabeledPhotos data) throws IOException {
    return data.labels("ages.csv").stream().map(row -> row.getOrDefault("image", "")).toList();
  }

  static void write(LabeledPhotos data, ResultFile page, Path out) throws IOException {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (String name :
        List.of(
            "UTKFace, all",
            "UTKFace, 0-4",
            "UTKFace, 5-12",
            "UTKFace, 13-19",
            "UTKFace, 20-49",
            "UTKFace, 50+",
            "UTKFace, labeled female",
            "UTKFace, labeled male",
            "FairFace, all",
            "FairFace, under 20",
            "FairFace, labeled female",
            "FairFace, labeled male")) {
      groups.put(name, new Group());
    }
    Reliability reliability = new Reliability(5);
    for (Map<String, String> row : data.labels("ages.csv")) {
      Optional<AgeGender> found =
          data.subject(row.getOrDefault("image", "")).flatMap(AnalyzedFace::ageGender);
      for (String name : names(row)) {
        Group group = groups.get(name);
        if (group != null) {
          count(group, row, found);
        }
      }
      found.ifPresent(
          guess -> reliability.add((guess.genderProbability() - 0.5) * 2, right(row, guess)));
    }
    page.section("Age and gender");
    page.paragraph(
        """
        A guess from looks against the labels of the data sets. UTKFace was part of the default \
        network's training. FairFace gives bands: "in the band" counts a rounded guess inside, and \
        the error is the distance to it. UTKFace pictures are cropped tightly.
        """);
    List<List<String>> rows = new ArrayList<>();
    groups.forEach((name, group) -> rows.add(row(name, group)));
    page.table(
        List.of(
            "group",
            "no face",
            "age, mean absolute error, years",
            "median",
            "bias",
            "in the band",
            "gender right"),
        rows);
    List<Reliability.Bin> bins = reliability.bins();
    Plots.write(
        out.resolve("accuracy-gender-reliability.png"),
        "Gender: how often a guess was right",
        "certainty that was given (0 even, 1 sure)",
        "share that was right",
        Axes.SHARES,
        List.of(
            new Curve(
                "measured",
                bins.stream().map(Reliability.Bin::predicted).toList(),
                bins.stream().map(bin -> bin.seen().rate()).toList()),
            new Curve("as said", List.of(0.0, 1.0), List.of(0.5, 1.0))));
    page.picture("Reliability of gender", "accuracy-gender-reliability.png");
  }

  private static List<String> names(Map<String, String> row) {
    boolean exact = !row.getOrDefault("age", "").isEmpty();
    String set = exact ? "UTKFace, " : "FairFace, ";
    List<String> names = new ArrayList<>();
    names.add(set + "all");
    names.add(set + ("F".equals(row.get("gender")) ? "labeled female" : "labeled male"));
    if (exact) {
      double age = LabeledPhotos.number(row, "age");
      names.add(
          set
              + (age <= 4
                  ? "0-4"
                  : age <= 12 ? "5-12" : age <= 19 ? "13-19" : age < 50 ? "20-49" : "50+"));
    } else if (most(row) < 20) {
      names.add(set + "under 20");
    }
    return names;
  }

  private static double least(Map<String, String> row) {
    String text = row.getOrDefault("age_min", "");
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  private static double most(Map<String, String> row) {
    String text = row.getOrDefault("age_max", "");
    return text.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private static boolean right(Map<String, String> row, AgeGender guess) {
    return "F".equals(row.get("gender")) == (guess.gender() == Gender.FEMALE);
  }

  private static void count(Group group, Map<String, String> row, Optional<AgeGender> found) {
    group.missed = group.missed.plus(one(found.isEmpty()));
    if (found.isEmpty()) {
      return;
    }
    AgeGender guess = found.get();
    group.gender = group.gender.plus(one(right(row, guess)));
    if (row.getOrDefault("age", "").isEmpty()) {
      double years = Math.rint(guess.ageYears());
      double error = Math.max(0, years - most(row)) - Math.max(0, least(row) - years);
      group.errors.add(error);
      group.band = group.band.plus(one(error == 0));
    } else {
      group.errors.add(guess.ageYears() - LabeledPhotos.number(row, "age"));
    }
  }

  private static Proportion one(boolean success) {
    return new Proportion(success ? 1 : 0, 1);
  }

  private static List<String> row(String name, Group group) {
    Sample errors = Sample.of(group.errors);
    Sample absolute = Sample.of(group.errors.stream().map(Math::abs).toList());
    return List.of(
        name,
        group.missed.successes() + "/" + group.missed.trials(),
        fixed(errors.meanAbsolute(), 2),
        fixed(absolute.median(), 1),
        fixed(errors.mean(), 2),
        share(group.band),
        share(group.gender));
  }
}
