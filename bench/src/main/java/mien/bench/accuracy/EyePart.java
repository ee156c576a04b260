package mien.bench.accuracy;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.share;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.bench.metrics.Reliability;
import mien.bench.metrics.TwoClasses;
import mien.bench.report.Plots;
import mien.bench.report.Plots.Axes;
import mien.bench.report.Plots.Curve;
import mien.bench.report.ResultFile;
import mien.engine.AnalyzedFace;
import mien.engine.EngineConfig.EyeStrategy;
import mien.engine.assess.EyeOpen;
import mien.engine.assess.EyesOpen;

/** Open and closed eyes against labels, for each strategy. */
final class EyePart {

  private static final double LIMIT = 0.5;
  private static final double OVERLAP = 0.3;

  private final Map<EyeStrategy, List<Curve>> curves = new EnumMap<>(EyeStrategy.class);
  private final List<List<String>> rows = new ArrayList<>();

  static List<String> photos(LabeledPhotos data) throws IOException {
    return data.labels("eyes.csv").stream()
        .filter(EyePart::counts)
        .map(row -> row.getOrDefault("image", ""))
        .toList();
  }

  /** Crops of a single eye are no photos of a face; lowered and unclear ones are neither. */
  private static boolean counts(Map<String, String> row) {
    String state = row.getOrDefault("state", "");
    return !"eye-crop".equals(row.get("kind"))
        && (state.equals("open") || state.equals("closed") || state.equals("one_closed"));
  }

  /** Scores one strategy. */
  void score(EyeStrategy strategy, LabeledPhotos data) throws IOException {
    for (String kind : List.of("face", "group")) {
      TwoClasses.Count faces = new TwoClasses.Count();
      TwoClasses.Count eyes = new TwoClasses.Count();
      Reliability reliability = new Reliability(5);
      int unseen = 0;
      for (Map<String, String> row : data.labels("eyes.csv")) {
        if (!counts(row) || !kind.equals(row.get("kind"))) {
          continue;
        }
        Optional<EyesOpen> found = found(data, row).flatMap(AnalyzedFace::eyes);
        if (found.isEmpty()) {
          unseen++;
          continue;
        }
        String state = row.getOrDefault("state", "");
        String side = row.getOrDefault("closed_side", "");
        boolean one = state.equals("one_closed");
        if (!one) {
          judge(faces, found.get().face(), state.equals("open"), reliability);
        }
        judge(
            eyes,
            found.get().imageLeft(),
            state.equals("open") || one && side.equals("image-right"),
            new Reliability(1));
        judge(
            eyes,
            found.get().imageRight(),
            state.equals("open") || one && side.equals("image-left"),
            new Reliability(1));
      }
      add(strategy, kind + ", both eyes", faces.result(), unseen);
      add(strategy, kind + ", each eye", eyes.result(), unseen);
      List<Reliability.Bin> bins = reliability.bins();
      if (kind.equals("face") && !bins.isEmpty()) {
        curves.put(
            strategy,
            List.of(
                new Curve(
                    strategy.name().toLowerCase(java.util.Locale.ROOT),
                    bins.stream().map(Reliability.Bin::predicted).toList(),
                    bins.stream().map(bin -> bin.seen().rate()).toList())));
      }
    }
  }

  private static Optional<AnalyzedFace> found(LabeledPhotos data, Map<String, String> row) {
    String photo = row.getOrDefault("image", "");
    return LabeledPhotos.box(row)
        .map(box -> data.at(photo, box, OVERLAP))
        .orElseGet(() -> data.subject(photo));
  }

  private static void judge(
      TwoClasses.Count count, EyeOpen found, boolean open, Reliability reliability) {
    switch (found) {
      case EyeOpen.Measured(double value) -> {
        count.decided(open, value >= LIMIT);
        reliability.add(value, open);
      }
      case EyeOpen.Unknown _ -> count.abstained();
    }
  }

  private void add(EyeStrategy strategy, String what, TwoClasses result, int unseen) {
    rows.add(
        List.of(
            strategy.name().toLowerCase(java.util.Locale.ROOT) + ", " + what,
            fixed(100 * result.balancedAccuracy(), 1) + " %",
            share(result.positives()),
            share(result.negatives()),
            share(result.unknown()),
            "" + unseen));
  }

  void write(ResultFile page, Path out) throws IOException {
    page.section("Eyes");
    page.paragraph(
        """
        Open at 0.5 and above. Balanced accuracy is the mean of the shares of open and of closed \
        that were called so, among those judged; unknown is the share not judged. "face": one \
        person; "group": several, found by box. With "both eyes" the less open eye speaks for the \
        face and winks do not count. Crops of single eyes are not scored: the engine sees faces.
        """);
    page.table(
        List.of(
            "strategy", "balanced accuracy", "open right", "closed right", "unknown", "no face"),
        rows);
    List<Curve> all = new ArrayList<>();
    curves.values().forEach(all::addAll);
    all.add(new Curve("as said", List.of(0.0, 1.0), List.of(0.0, 1.0)));
    Plots.write(
        out.resolve("accuracy-eye-reliability.png"),
        "Eyes: how often they were open",
        "openness that was given",
        "share that was open",
        Axes.SHARES,
        all);
    page.picture("Reliability of eye state", "accuracy-eye-reliability.png");
  }
}
