package mien.bench.pipeline;

import static mien.bench.report.Numbers.fixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.bench.Engines;
import mien.bench.Words;
import mien.bench.metrics.Trend;
import mien.bench.report.Machine;
import mien.bench.report.Plots;
import mien.bench.report.Plots.Axes;
import mien.bench.report.Plots.Curve;
import mien.bench.report.ResultFile;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.FaceEngine;
import mien.engine.PhotoSource;

/** {@code mien bench soak}: resident memory over thousands of photos. */
public final class SoakBench {

  private static final int EVERY = 500;

  private SoakBench() {}

  /** Measures and writes {@code soak.md} and its picture. */
  public static void run(List<String> arguments) throws IOException {
    List<String> known = new ArrayList<>(Engines.OPTIONS);
    known.addAll(List.of("data", "out", "photos"));
    Words words = Words.of(arguments, known);
    int photos = words.number("photos", 2 * EVERY, 10_000);
    List<Path> files = files(words.path("data", Path.of("../shared/photos")));
    Set<Aspect> all = EnumSet.allOf(Aspect.class);
    EngineConfig config = Engines.config(words);
    List<Double> seen = new ArrayList<>();
    List<Double> megabytes = new ArrayList<>();
    String models;
    try (FaceEngine engine = FaceEngine.open(config)) {
      models = Engines.describe(engine, config);
      int[] done = {0};
      engine.analyzeAll(
          IntStream.range(0, photos).mapToObj(i -> source(files.get(i % files.size()))).iterator(),
          all,
          _ -> {
            if (++done[0] % EVERY == 0) {
              seen.add((double) done[0]);
              megabytes.add(Machine.residentBytes() / 1048576.0);
              System.out.printf("%d photos, %.0f MB%n", done[0], megabytes.getLast());
            }
          });
    }
    report(words, arguments, models, files.size(), seen, megabytes);
  }

  private static void report(
      Words words,
      List<String> arguments,
      String models,
      int files,
      List<Double> seen,
      List<Double> megabytes)
      throws IOException {
    Path out = words.path("out", Path.of("docs/results"));
    // The first quarter fills the caches and lets the heap find its size.
    int settled = seen.size() / 4;
    Trend trend =
        Trend.through(
            seen.subList(settled, seen.size()), megabytes.subList(settled, megabytes.size()));
    ResultFile page =
        new ResultFile(
            "Memory over many photos", "./mien bench soak " + String.join(" ", arguments));
    page.paragraph(models);
    page.paragraph(
        "Everything about every face of "
            + files
            + " different photos over and over, resident memory each "
            + EVERY
            + " photos. The slope leaves out the first quarter.");
    page.table(
        List.of("", ""),
        List.of(
            List.of("photos", "" + seen.getLast().intValue()),
            List.of("resident after the first " + EVERY + ", MB", fixed(megabytes.getFirst(), 0)),
            List.of("resident at the end, MB", fixed(megabytes.getLast(), 0)),
            List.of("most at a sample, MB", fixed(most(megabytes), 0)),
            List.of(
                "peak, MB", "" + (Machine.peakResidentBytes(ProcessHandle.current().pid()) >> 20)),
            List.of("slope, MB per 1,000 photos", fixed(1000 * trend.slope(), 2))));
    Plots.write(
        out.resolve("soak.png"),
        "Resident memory",
        "photos",
        "MB",
        Axes.LINEAR,
        List.of(new Curve("resident", seen, megabytes)));
    page.picture("Resident memory", "soak.png");
    page.write(out.resolve("soak.md"));
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static PhotoSource source(Path file) {
    return new PhotoSource(file.getFileName().toString(), () -> Files.readAllBytes(file));
  }

  private static List<Path> files(Path data) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("detect", "identity", "landmarks", "ages", "bursts", "lfw")) {
      try (Stream<Path> files = Files.walk(data.resolve(folder))) {
        files.filter(Files::isRegularFile).sorted().limit(300).forEach(all::add);
      }
    }
    return all;
  }
}
