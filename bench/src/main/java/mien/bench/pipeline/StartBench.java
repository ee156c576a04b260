package mien.bench.pipeline;

import static mien.bench.report.Numbers.fixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mien.bench.options.Words;
import mien.bench.metrics.Sample;
import mien.bench.report.ResultFile;

/** {@code mien bench coldstart}: from the command line to the first face, the whole process. */
public final class StartBench {

  private StartBench() {}

  /** Measures and writes {@code coldstart.md}. */
  public static void run(List<String> arguments) throws IOException {
    Words words =
        Words.of(
            arguments,
            List.of("launcher", "photo", "models", "detector", "recognizer", "runs", "out"));
    Path launcher = words.path("launcher", Path.of("./mien"));
    Path photo = words.path("photo", Path.of("../shared/photos/detect/insightface_t1.jpg"));
    List<String> command =
        List.of(
            launcher.toAbsolutePath().toString(),
            "faces",
            "--json",
            "--embedding",
            "--detector",
            words.text("detector").orElse("scrfd_2.5g_kps"),
            "--recognizer",
            words.text("recognizer").orElse("mobilefacenet_y1_128"),
            photo.toAbsolutePath().toString());
    Map<String, String> environment =
        Map.of(
            "MIEN_MODELS",
            words.path("models", Path.of("../shared/models")).toAbsolutePath().toString());
    int runs = words.number("runs", 1, 10);
    List<Double> times = new ArrayList<>();
    start(command, environment); // builds, and fills the file cache
    for (int i = 0; i < runs; i++) {
      times.add(start(command, environment));
    }
    Sample seconds = Sample.of(times);
    ResultFile page =
        new ResultFile("Cold start", "./mien bench coldstart " + String.join(" ", arguments));
    page.paragraph(
        "`mien faces --json --embedding` on one photo of "
            + Files.size(photo) / 1024
            + " KB, from starting the launcher to its end: JVM, models verified and loaded, every"
            + " face described, process gone. Files are in the system's cache. The bar is 1.5 s.");
    page.table(
        List.of("runs", "median s", "least", "most"),
        List.of(
            List.of(
                "" + runs,
                fixed(seconds.median(), 2),
                fixed(seconds.quantile(0), 2),
                fixed(seconds.quantile(1), 2))));
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
