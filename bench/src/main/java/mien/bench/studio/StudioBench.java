package mien.bench.studio;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mien.bench.metrics.Sample;
import mien.bench.metrics.Trend;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.bench.report.Peer;
import mien.bench.report.ResultFile;

/**
 * {@code mien bench studio}: {@code POST /compare-faces} over loopback with 1 to 64 clients that
 * keep their connections, next to the engine's own ceiling: the same two photos through {@code
 * FaceEngine} with as many callers and as many threads, in turn in one run. Studio and engine are
 * processes of their own; this one is the load. Then memory over many requests.
 */
public final class StudioBench {

  private static final int EVERY = 200;
  private static final int MEMORY_CLIENTS = 8;

  private final Words words;
  private final List<String> arguments;
  private final int seconds;
  private final int rounds;
  private final int most;
  private final int requests;
  private final Duration longest;
  private final Path first;
  private final Path second;
  private final byte[] request;

  /** Both sides at one number of clients, and how busy this process was meanwhile. */
  private record Level(int clients, Load studio, EngineLoad engine, double ownCores) {
    double ratio() {
      return studio.rate() / engine.rate();
    }
  }

  /** The engine's side, as its process tells it. */
  private record EngineLoad(double seconds, double answered, double p50) {
    double rate() {
      return answered / seconds;
    }
  }

  private StudioBench(Words words, List<String> arguments) throws IOException {
    this.words = words;
    this.arguments = arguments;
    this.seconds = words.number("seconds", 1, 10);
    this.rounds = words.number("rounds", 1, 3);
    this.most = words.number("clients", 1, 64);
    this.requests = words.number("requests", 0, 10_000);
    this.longest = Duration.ofMinutes(words.number("minutes", 1, 30));
    Path data = words.path("data", Path.of("../shared/photos"));
    this.first = words.path("first", data.resolve("identity/deepface_img1.jpg"));
    this.second = words.path("second", data.resolve("identity/deepface_img10.jpg"));
    this.request =
        KeepAliveClient.comparison(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  /** Measures and writes {@code studio.md}. */
  public static void run(List<String> arguments) throws IOException {
    List<String> known = new ArrayList<>(Engines.OPTIONS);
    known.addAll(
        List.of(
            "data",
            "first",
            "second",
            "out",
            "seconds",
            "rounds",
            "clients",
            "requests",
            "minutes"));
    new StudioBench(Words.of(arguments, known), arguments).measure();
  }

  private void measure() throws IOException {
    List<String> options = new ArrayList<>();
    for (String name : Engines.OPTIONS) {
      words.text(name).ifPresent(value -> options.addAll(List.of("--" + name, value)));
    }
    List<String> photos = List.of(first.toString(), second.toString());
    ResultFile page =
        new ResultFile(
            "The studio under load", "./mien bench studio " + String.join(" ", arguments));
    List<String> engineWords = new ArrayList<>(List.of("engine"));
    engineWords.addAll(photos);
    engineWords.addAll(options);
    List<String> studioWords = new ArrayList<>(List.of("studio"));
    studioWords.addAll(options);
    try (Peer studio = Peer.java(StudioPeer.class, studioWords)) {
      int port = Integer.parseInt(studio.ask("port"));
      check(port);
      try (Peer engine = Peer.java(StudioPeer.class, engineWords)) {
        page.paragraph(engine.ask("models"));
        levels(page, port, engine);
      }
      if (requests > 0) {
        memory(page, port, studio);
      }
    }
    page.write(words.path("out", Path.of("docs/results")).resolve("studio.md"));
  }

  /** A load of refusals would measure nothing. */
  private void check(int port) throws IOException {
    try (KeepAliveClient client = new KeepAliveClient(port)) {
      KeepAliveClient.Answer answer = client.send(request);
      if (answer.status() != 200) {
        throw new IOException(
            "these two photos cannot be compared: HTTP " + answer.status() + " " + answer.body());
      }
    }
  }

  private void levels(ResultFile page, int port, Peer engine) throws IOException {
    Load.forTime(2, Duration.ofSeconds(seconds), () -> new Client(port));
    engine.ask("run 2 " + seconds);
    List<Level> levels = new ArrayList<>();
    for (int clients = 1; clients <= most; clients *= 2) {
      levels.add(level(clients, port, engine));
      Level level = levels.getLast();
      System.out.printf(
          "%d clients: %.2f requests/s, engine %.2f%n",
          clients, level.studio().rate(), level.engine().rate());
    }
    double studioMost = levels.stream().mapToDouble(l -> l.studio().rate()).max().orElseThrow();
    double engineMost = levels.stream().mapToDouble(l -> l.engine().rate()).max().orElseThrow();
    page.section("Requests a second");
    page.paragraph(
        "Each request is two JPEG photos ("
            + Files.size(first) / 1024
            + " and "
            + Files.size(second) / 1024
            + " KB) to `POST /compare-faces` over loopback, plain HTTP, connections kept. The"
            + " engine's column is the same two photos through FaceEngine (faces, ages, embeddings)"
            + " in a process of its own, as many callers, same number of threads. "
            + rounds
            + " rounds of "
            + seconds
            + " s for each side, in turn, after a warm-up of each. The load shares the machine: its"
            + " column says how many cores it took.");
    page.table(
        List.of(
            "clients",
            "requests/s",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "turned away",
            "engine/s",
            "engine p50 ms",
            "studio by engine",
            "load, cores"),
        levels.stream().map(StudioBench::row).toList());
    page.paragraph(
        "At saturation (the most of each column): "
            + number(studioMost)
            + " requests a second by "
            + number(engineMost)
            + " of the engine alone: **"
            + fixed(100 * studioMost / engineMost, 1)
            + " %** (bar: 90 %).");
  }

  private static List<String> row(Level level) {
    Sample times = level.studio().milliseconds();
    return List.of(
        "" + level.clients(),
        number(level.studio().rate()),
        number(times.median()),
        number(times.quantile(0.95)),
        number(times.quantile(0.99)),
        "" + level.studio().refused(),
        number(level.engine().rate()),
        number(level.engine().p50()),
        fixed(100 * level.ratio(), 1) + " %",
        fixed(level.ownCores(), 2));
  }

  private Level level(int clients, int port, Peer engine) throws IOException {
    Load studio = Load.NONE;
    double engineSeconds = 0;
    double answered = 0;
    List<Double> medians = new ArrayList<>();
    double own = 0;
    for (int round = 0; round < rounds; round++) {
      double before = ownSeconds();
      studio =
          studio.and(Load.forTime(clients, Duration.ofSeconds(seconds), () -> new Client(port)));
      own += ownSeconds() - before;
      double[] told =
          Arrays.stream(engine.ask("run " + clients + " " + seconds).split(" ", -1))
              .mapToDouble(Double::parseDouble)
              .toArray();
      engineSeconds += told[0];
      answered += told[1];
      medians.add(told[2]);
    }
    return new Level(
        clients,
        studio,
        new EngineLoad(engineSeconds, answered, Sample.of(medians).median()),
        own / studio.seconds());
  }

  private static double ownSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private void memory(ResultFile page, int port, Peer studio) throws IOException {
    List<Double> seen = new ArrayList<>();
    List<Double> megabytes = new ArrayList<>();
    long until = System.nanoTime() + longest.toNanos();
    int done = 0;
    while (done < requests && System.nanoTime() - until < 0) {
      Load batch = Load.each(MEMORY_CLIENTS, EVERY / MEMORY_CLIENTS, () -> new Client(port));
      done += batch.milliseconds().size();
      seen.add((double) done);
      megabytes.add(Double.parseDouble(studio.ask("rss")) / 1048576);
      System.out.printf("%d requests, %.0f MB%n", done, megabytes.getLast());
    }
    // The first quarter fills the caches and lets the heap find its size.
    int settled = seen.size() / 4;
    page.section("Memory");
    page.paragraph(
        "Resident memory of the studio's process each "
            + EVERY
            + " requests of "
            + MEMORY_CLIENTS
            + " clients, after the load above, with the heap that `mien serve` is started with ("
            + fixed(Double.parseDouble(studio.ask("heap")) / 1048576, 0)
            + " MB at most). The slope leaves out the first quarter."
            + (done < requests ? " Time was over before all " + requests + " were asked." : ""));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("requests", "" + done));
    rows.add(List.of("resident at the first sample, MB", fixed(megabytes.getFirst(), 0)));
    double highest = megabytes.stream().mapToDouble(m -> m).max().orElseThrow();
    rows.add(List.of("highest, MB", fixed(highest, 0)));
    rows.add(List.of("resident at the last, MB", fixed(megabytes.getLast(), 0)));
    if (seen.size() - settled >= 2) {
      Trend trend =
          Trend.through(
              seen.subList(settled, seen.size()), megabytes.subList(settled, megabytes.size()));
      rows.add(List.of("slope, MB per 1,000 requests", fixed(1000 * trend.slope(), 2)));
    }
    page.table(List.of("", ""), rows);
  }

  /** Asks the studio; turned away means HTTP 503. */
  private final class Client implements Load.Question {
    private final int port;
    private KeepAliveClient client;

    Client(int port) throws IOException {
      this.port = port;
      this.client = new KeepAliveClient(port);
    }

    @Override
    public boolean ask() throws IOException {
      if (!client.isOpen()) {
        client.close();
        client = new KeepAliveClient(port);
      }
      KeepAliveClient.Answer answer = client.send(request);
      if (answer.status() != 200 && answer.status() != 503) {
        throw new IOException("HTTP " + answer.status() + " " + answer.body());
      }
      return answer.status() == 200;
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }
}
