package mien.bench.pipeline;

import static mien.bench.report.Numbers.fixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.bench.metrics.Sample;
import mien.bench.metrics.Trend;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.bench.report.Machine;
import mien.bench.report.Peer;
import mien.bench.report.Plots;
import mien.bench.report.Plots.Axes;
import mien.bench.report.Plots.Curve;
import mien.bench.report.ResultFile;

/**
 * {@code mien bench soak}: resident memory over thousands of photos, in a process of its own with
 * the launcher's heap.
 */
public final class SoakBench {

  /** Photos between two samples. */
  private static final int EVERY = 50;

  /** Samples a row. */
  private static final int WINDOW = 10;

  private SoakBench() {}

  /** Measures and writes {@code soak.md} and its picture. */
  public static void run(List<String> arguments) throws IOException {
    List<String> known = new ArrayList<>(Engines.OPTIONS);
    known.addAll(List.of("data", "out", "photos", "aspects"));
    Words words = Words.of(arguments, known);
    int photos = words.number("photos", 8 * EVERY * WINDOW, 10_000);
    List<String> files = files(words.path("data", Path.of("../shared/photos")));
    List<String> options = new ArrayList<>();
    for (String option : Engines.OPTIONS) {
      words.text(option).ifPresent(value -> options.addAll(List.of("--" + option, value)));
    }
    options.addAll(List.of("--aspects", words.text("aspects").orElse("all")));
    List<Window> windows = new ArrayList<>();
    String models;
    long peak;
    try (Peer engine = Peer.java(EnginePeer.class, options)) {
      models = engine.ask("models");
      List<Double> samples = new ArrayList<>();
      for (int done = EVERY; done <= photos; done += EVERY) {
        int from = done - EVERY;
        engine.ask(
            IntStream.range(from, done)
                .mapToObj(i -> files.get(i % files.size()))
                .collect(Collectors.joining("\t", "all\t", "")));
        samples.add(Machine.residentBytes(engine.id()) / 1048576.0);
        if (samples.size() == WINDOW) {
          windows.add(Window.of(done, samples));
          System.out.printf("%d photos, %.0f MB%n", done, windows.getLast().median());
          samples.clear();
        }
      }
      peak = Machine.peakResidentBytes(engine.id());
    }
    report(words, arguments, models, files.size(), windows, peak);
  }

  /** Resident megabytes at {@link #WINDOW} moments. */
  private record Window(double photos, double least, double median, double most) {
    static Window of(int photos, List<Double> samples) {
      Sample sorted = Sample.of(samples);
      return new Window(photos, sorted.quantile(0), sorted.median(), sorted.quantile(1));
    }
  }

  private static void report(
      Words words,
      List<String> arguments,
      String models,
      int files,
      List<Window> windows,
      long peak)
      throws IOException {
    Path out = words.path("out", Path.of("docs/results"));
    // The first quarter fills the caches and lets the heap find its size.
    List<Window> settled = windows.subList(windows.size() / 4, windows.size());
    Trend trend =
        Trend.through(
            settled.stream().map(Window::photos).toList(),
            settled.stream().map(Window::median).toList());
    ResultFile page =
        new ResultFile(
            "Memory over many photos", "./mien bench soak " + String.join(" ", arguments));
    page.paragraph(models);
    page.paragraph(
        "Everything about every face of "
            + files
            + " different photos over and over, in a process of its own with the launcher's heap."
            + " Resident memory is read after every "
            + EVERY
            + " photos; a row is "
            + WINDOW
            + " readings. The slope is that of the medians and leaves out the first quarter.");
    List<List<String>> rows = new ArrayList<>();
    for (Window window : windows) {
      rows.add(
          List.of(
              fixed(window.photos(), 0),
              fixed(window.least(), 0),
              fixed(window.median(), 0),
              fixed(window.most(), 0)));
    }
    page.table(List.of("photos", "least, MB", "median, MB", "most, MB"), rows);
    page.table(
        List.of("", ""),
        List.of(
            List.of("peak, MB", "" + (peak >> 20)),
            List.of("slope, MB per 1,000 photos", fixed(1000 * trend.slope(), 2))));
    Plots.write(
        out.resolve("soak.png"),
        "Resident memory",
        "photos",
        "MB",
        Axes.LINEAR,
        List.of(
            curve("least", windows, Window::least),
            curve("median", windows, Window::median),
            curve("most", windows, Window::most)));
    page.picture("Resident memory", "soak.png");
    page.write(out.resolve("soak.md"));
  }

  private static Curve curve(String name, List<Window> windows, Function<Window, Double> value) {
    return new Curve(
        name, windows.stream().map(Window::photos).toList(), windows.stream().map(value).toList());
  }

  private static List<String> files(Path data) throws IOException {
    List<String> all = new ArrayList<>();
    for (String folder : List.of("detect", "identity", "landmarks", "ages", "bursts", "lfw")) {
      try (Stream<Path> files = Files.walk(data.resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .map(Path::toString)
            .filter(name -> name.endsWith(".jpg") || name.endsWith(".png"))
            .sorted()
            .limit(300)
            .forEach(all::add);
      }
    }
    return all;
  }
}
