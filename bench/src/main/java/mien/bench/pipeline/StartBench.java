package mien.bench.pipeline;

import static mien.bench.report.Numbers.fixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mien.bench.metrics.Sample;
import mien.bench.options.Words;
import mien.bench.report.ResultFile;

/** {@code mien bench coldstart}: from the command line to the first face, the whole process. */
public final class StartBench {

  private StartBench() {}

  /** Measures and writes {@code coldstart.md}. */
  public static void run(List<String> arguments) throws IOException {
    Words words = Words.of(arguments, List.of("launcher", "photo", "models", "runs", "out"));
    Path launcher = words.path("launcher", Path.of("./mien"));
    Path photo = words.path("photo", Path.of("../shared/photos/detect/insightface_t1.jpg"));
    int runs = words.number("runs", 1, 10);
    String folders =
        words.text("models").orElse(Path.of("../shared/models").toAbsolutePath().toString());
    Map<String, List<String>> sides = new LinkedHashMap<>();
    sides.put("the default", List.of());
    sides.put(
        "scrfd_2.5g_kps and mobilefacenet_y1_128",
        List.of("--detector", "scrfd_2.5g_kps", "--recognizer", "mobilefacenet_y1_128"));
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int i = -1; i < runs; i++) {
      for (Map.Entry<String, List<String>> side : sides.entrySet()) {
        List<String> command = new ArrayList<>();
        command.add(launcher.toAbsolutePath().toString());
        command.addAll(List.of("faces", "--json", "--embedding"));
        command.addAll(side.getValue());
        command.add(photo.toAbsolutePath().toString());
        double seconds = start(command, Map.of("MIEN_MODELS", folders));
        if (i >= 0) { // the first one builds, and fills the file cache
          times.computeIfAbsent(side.getKey(), _ -> new ArrayList<>()).add(seconds);
        }
      }
    }
    ResultFile page =
        new ResultFile("Cold start", "./mien bench coldstart " + String.join(" ", arguments));
    page.paragraph(
        "`mien faces --json --embedding` on one photo of "
            + Files.size(photo) / 1024
            + " KB, from starting the launcher to its end: JVM, models verified and loaded, every"
            + " face described, process gone. Files are in the system's cache; both sides in turn."
            + " The bar for the default is 0.8 s.");
    List<List<String>> rows = new ArrayList<>();
    times.forEach(
        (side, seconds) -> {
          Sample sample = Sample.of(seconds);
          rows.add(
              List.of(
                  side,
                  "" + runs,
                  fixed(sample.median(), 2),
                  fixed(sample.quantile(0), 2),
                  fixed(sample.quantile(1), 2)));
        });
    page.table(List.of("models", "runs", "median s", "least", "most"), rows);
    page.write(words.path("out", Path.of("docs/results")).resolve("coldstart.md"));
  }

  private static double start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long start = System.nanoTime();
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new IOException("the launcher ended with status " + status);
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
