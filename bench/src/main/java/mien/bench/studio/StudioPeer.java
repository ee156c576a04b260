package mien.bench.studio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.bench.report.Machine;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.FaceEngine;
import mien.studio.Studio;
import mien.studio.StudioConfig;
import mien.studio.StudioSlices;
import mien.studio.http.HttpSettings;

/** Either side of {@link StudioBench} as a process of its own, one line in and one line out. */
public final class StudioPeer {

  /** What the studio asks its engine for. */
  private static final Set<Aspect> WANTED = EnumSet.of(Aspect.AGE_GENDER, Aspect.EMBEDDING);

  private StudioPeer() {}

  /**
   * Answers lines until the input ends.
   *
   * @param arguments {@code studio} or {@code engine PHOTO PHOTO}, then those of {@link Engines}
   */
  public static void main(String[] arguments) throws IOException {
    List<String> all = Arrays.asList(arguments);
    switch (all.getFirst()) {
      case "studio" -> studio(Engines.config(words(all.subList(1, all.size()))));
      case "engine" ->
          engine(
              Engines.config(words(all.subList(3, all.size()))).withAspects(WANTED),
              Files.readAllBytes(Path.of(all.get(1))),
              Files.readAllBytes(Path.of(all.get(2))));
      default -> throw new IOException("unknown side " + all.getFirst());
    }
  }

  private static Words words(List<String> options) {
    return Words.of(options, Engines.OPTIONS);
  }

  /** {@code port}, {@code rss} and {@code heap}. */
  private static void studio(EngineConfig engine) throws IOException {
    // As `mien serve` has it.
    EngineConfig config =
        engine.withCapacity(
            own ->
                own.withQueue(StudioConfig.usualQueue(own.threads()))
                    .withPatience(StudioConfig.USUAL_PATIENCE));
    try (Studio studio =
        Studio.start(StudioSlices.studio(HttpSettings.loopback(0), config, "bench"))) {
      if (studio.missing().isPresent()) {
        throw new IOException(studio.missing().get());
      }
      answer(
          line ->
              switch (line) {
                case "port" -> "" + studio.port();
                case "rss" -> "" + Machine.residentBytes(ProcessHandle.current().pid());
                case "heap" -> "" + Runtime.getRuntime().maxMemory();
                default -> throw new IOException("unknown word " + line);
              });
    }
  }

  /** {@code models} and {@code run CALLERS SECONDS}. */
  private static void engine(EngineConfig config, byte[] first, byte[] second) throws IOException {
    // Room for every caller: the ceiling shall not be that of a queue.
    EngineConfig roomy =
        config.withCapacity(c -> c.withQueue(StudioConfig.usualQueue(c.threads())));
    try (FaceEngine engine = FaceEngine.open(roomy)) {
      answer(
          line -> {
            if (line.equals("models")) {
              return Engines.describe(engine, config);
            }
            List<String> parts = Arrays.asList(line.split(" ", -1));
            Load load =
                Load.forTime(
                    Integer.parseInt(parts.get(1)),
                    Duration.ofSeconds(Integer.parseInt(parts.get(2))),
                    () -> () -> both(engine, first, second));
            return String.format(
                Locale.ROOT,
                "%.3f %d %.3f",
                load.seconds(),
                load.milliseconds().size(),
                load.milliseconds().median());
          });
    }
  }

  private static boolean both(FaceEngine engine, byte[] first, byte[] second) {
    engine.analyze(first, WANTED);
    engine.analyze(second, WANTED);
    return true;
  }

  private interface Answers {
    String to(String line) throws IOException;
  }

  private static void answer(Answers answers) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(answers.to(line));
        System.out.flush();
      }
    }
  }
}
