package mien.bench.people;

import static mien.bench.report.Numbers.fixed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mien.bench.accuracy.LabeledPhotos;
import mien.bench.accuracy.Strangers;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.bench.report.ResultFile;
import mien.core.MienException;
import mien.core.people.FaceVectors;
import mien.core.people.SimilarityBars;

/**
 * {@code mien bench people}: labeled photos put into groups, beside how others do it, and libraries
 * of synthetic faces against the clock. Aggregates only, no value of a single person.
 */
public final class PeopleBench {

  private static final long SEED = 12;

  /** Where the others look for their best threshold if a card says nothing. */
  private static final double MIDDLE = 0.5;

  private final ResultFile page;
  private final Path folder;
  private final LabeledPeople people;
  private final int strangers;
  private final GroupPart groups;

  private PeopleBench(Words words, ResultFile page) throws IOException {
    this.page = page;
    this.folder = words.path("data", Path.of("../shared/photos"));
    this.people = LabeledPeople.of(new LabeledPhotos(folder), folder);
    this.strangers = words.number("strangers", 0, 100_000);
    this.groups = new GroupPart(words.number("threads", 1, 2));
  }

  /** Measures and writes {@code people.md}. */
  public static void run(List<String> arguments) throws IOException {
    List<String> known = new ArrayList<>(Engines.OPTIONS);
    known.addAll(List.of("data", "out", "name", "cache", "recognizers", "strangers", "libraries"));
    Words words = Words.of(arguments, known);
    ResultFile page = new ResultFile("People", command(arguments));
    PeopleBench bench = new PeopleBench(words, page);
    page.paragraph(PeopleText.METHOD);
    List<Recognized> seen = bench.recognizers(words);
    for (Recognized one : seen) {
      System.out.println("grouping " + one.id());
      bench.onLabeledPhotos(one);
    }
    bench.groupsOfPeople(seen);
    String libraries = words.text("libraries").orElse("100000");
    if (!seen.isEmpty() && !libraries.equals("0")) {
      new ScalePart(page, words.number("threads", 1, 2))
          .write(
              bench.people.oneEach(seen.getFirst().people().where(bench::isLfw)),
              seen.getFirst(),
              libraries);
    }
    Path out = words.path("out", Path.of("docs/results"));
    page.write(out.resolve(words.text("name").orElse("people") + ".md"));
  }

  /** Without the folder of the cache, which is this machine's alone. */
  private static String command(List<String> arguments) {
    List<String> shown = new ArrayList<>(arguments);
    int cache = shown.indexOf("--cache");
    if (cache >= 0) {
      shown.subList(cache, cache + 2).clear();
    }
    return ("./mien bench people " + String.join(" ", shown)).strip();
  }

  private List<Recognized> recognizers(Words words) throws IOException {
    List<String> asked =
        words
            .text("recognizers")
            .map(list -> Arrays.asList(list.split(",", -1)))
            .orElse(Recognized.ALL);
    List<Recognized> seen = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String pair : asked) {
      try {
        Optional<Path> cache = words.text("cache").map(Path::of);
        seen.add(Recognized.of(pair, words, folder, people, cache));
      } catch (MienException e) {
        missing.add("`" + pair.substring(0, pair.indexOf(':')) + "`");
      }
    }
    if (!missing.isEmpty()) {
      page.paragraph(
          "Not measured, as their weights are not here: " + String.join(", ", missing) + ".");
    }
    return seen;
  }

  private boolean isLfw(String photo) {
    return photo.startsWith(LabeledPeople.LFW);
  }

  private void onLabeledPhotos(Recognized one) {
    Optional<SimilarityBars> bars = one.bars();
    double around = bars.map(SimilarityBars::assign).orElse(MIDDLE);
    LabeledFaces lfw = one.people().where(this::isLfw);
    LabeledFaces free = one.people().where(photo -> !isLfw(photo));
    page.section("`" + one.id() + "`, faces by `" + one.detector() + "`");
    page.paragraph(
        bars.map(
                card ->
                    "Thresholds of the card for a small library: assign "
                        + fixed(card.assign(), 3)
                        + " (1 in 100,000 strangers), suggest "
                        + fixed(card.suggest(), 3)
                        + " (1 in 1,000).")
            .orElse("The card shows no rate of 1 in 100,000, so there are no defaults."));
    page.paragraph(described("LFW", lfw));
    groups.write(page, lfw.rows(), lfw.people(people.person()), around, bars);
    page.paragraph(described("Freer photos", free));
    groups.write(page, free.rows(), free.people(people.person()), around, bars);
    bars.ifPresent(card -> amongStrangers(lfw, card));
  }

  private String described(String name, LabeledFaces faces) {
    int[] person = faces.people(people.person());
    int most = Arrays.stream(person).max().orElse(-1) + 1;
    return name + ": " + person.length + " faces of " + most + " people.";
  }

  private void amongStrangers(LabeledFaces lfw, SimilarityBars card) {
    if (strangers == 0) {
      return;
    }
    float[][] real = people.oneEach(lfw).rows();
    double rate = realRate(real, card.assign());
    StrangerFaces faces = StrangerFaces.fitted(real, card.assign(), rate, SEED);
    page.paragraph(
        "LFW with "
            + strangers
            + " synthetic strangers, of neighborhoods of "
            + faces.size()
            + " faces. Share of pairs of different people at or above a similarity:");
    tails(real, faces.draw(real.length), card);
    float[][] drawn = faces.draw(strangers);
    float[][] rows = Arrays.copyOf(lfw.rows(), lfw.faces().size() + strangers);
    System.arraycopy(drawn, 0, rows, lfw.faces().size(), strangers);
    int[] person = Arrays.copyOf(lfw.people(people.person()), rows.length);
    Arrays.fill(person, lfw.faces().size(), rows.length, -1);
    double around = card.forFaces(rows.length).assign();
    groups.write(page, rows, person, around, Optional.of(card));
  }

  private void tails(float[][] real, float[][] drawn, SimilarityBars card) {
    List<List<String>> rows = new ArrayList<>();
    for (double decade = -2; decade <= 0.51; decade += 0.5) {
      double threshold = card.assign() + decade * card.perDecade();
      rows.add(
          List.of(
              fixed(threshold, 3),
              rate(realRate(real, threshold)),
              rate(StrangerFaces.rate(drawn, real, threshold)),
              rate(realRate(drawn, threshold))));
    }
    page.table(List.of("similarity", "two real", "stranger and real", "two strangers"), rows);
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.1e", rate);
  }

  private static double realRate(float[][] real, double threshold) {
    long count = 0;
    for (int a = 0; a < real.length; a++) {
      for (int b = a + 1; b < real.length; b++) {
        count += FaceVectors.dot(real[a], real[b]) >= threshold ? 1 : 0;
      }
    }
    return count / (real.length * (real.length - 1.0) / 2);
  }

  private void groupsOfPeople(List<Recognized> seen) throws IOException {
    page.section("Groups of people");
    page.paragraph(PeopleText.GROUPS);
    Map<String, List<String>> named = Strangers.of(new LabeledPhotos(folder)).groups();
    List<List<String>> rows = new ArrayList<>();
    for (Recognized one : seen) {
      String worst = "";
      double most = -1;
      for (Map.Entry<String, List<String>> group : named.entrySet()) {
        float[][] faces = one.strangers().where(group.getValue()::contains).rows();
        Optional<SimilarityBars> card = one.bars();
        if (card.isEmpty() || faces.length < 2) {
          continue;
        }
        int[] found = LibraryRun.of(faces, card.get(), 1).group();
        int[] size = new int[faces.length];
        Arrays.stream(found).forEach(g -> size[g]++);
        long wrong = Arrays.stream(found).filter(g -> size[g] > 1).count();
        double pairs = realRate(faces, card.get().assign());
        if (pairs > most) {
          most = pairs;
          worst = group.getKey();
        }
        rows.add(
            List.of(
                "`" + one.id() + "`, " + group.getKey(),
                "" + faces.length,
                rate(pairs),
                rate(realRate(faces, card.get().suggest())),
                "" + wrong));
      }
      if (most >= 0) {
        page.paragraph("Worst with `" + one.id() + "`: " + worst + ".");
      }
    }
    page.table(
        List.of("group", "faces", "pairs at assign", "pairs at suggest", "faces put with another"),
        rows);
  }
}
