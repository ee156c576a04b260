package mien.bench.micro;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import mien.bench.options.Words;
import mien.bench.report.Numbers;
import mien.bench.report.ResultFile;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code mien bench micro}: the inner loops under JMH. */
public final class MicroBench {

  private MicroBench() {}

  /** Measures and writes {@code micro.md}. */
  public static void run(List<String> arguments) throws IOException {
    Words words = Words.of(arguments, List.of("only", "seconds", "forks", "out"));
    TimeValue each = TimeValue.seconds(words.number("seconds", 1, 1));
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("mien\\.bench\\.micro\\..*" + words.text("only").orElse(""))
        .forks(words.number("forks", 1, 1))
        .warmupIterations(4)
        .warmupTime(each)
        .measurementIterations(5)
        .measurementTime(each)
        .jvmArgsAppend(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC");
    Collection<RunResult> results;
    try {
      results = new Runner(options.build()).run();
    } catch (RunnerException e) {
      throw new IOException("JMH failed: " + e.getMessage(), e);
    }
    List<List<String>> rows = new ArrayList<>();
    for (RunResult result : results) {
      var primary = result.getPrimaryResult();
      String name = result.getParams().getBenchmark();
      List<String> parameters = new ArrayList<>();
      for (String key : result.getParams().getParamsKeys()) {
        parameters.add(key + " " + result.getParams().getParam(key));
      }
      rows.add(
          List.of(
              name.substring("mien.bench.micro.".length()),
              String.join(", ", parameters),
              Numbers.number(primary.getScore()),
              Numbers.number(primary.getScoreError())));
    }
    new ResultFile("Inner loops", "./mien bench micro " + String.join(" ", arguments))
        .paragraph("JMH, average time of one call in microseconds, one fork, 5 iterations.")
        .table(List.of("", "with", "µs", "± 99.9 %"), rows)
        .write(words.path("out", Path.of("docs/results")).resolve("micro.md"));
  }
}
