package mien.engine.model;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user's npm client, which knows their registry, mirror, proxy, certificates and token. It is
 * asked for tarballs ({@code npm pack}) with scripts switched off; no package is installed or run.
 *
 * <p>The only class of the engine that starts a program. The program gets the user's variables, a
 * folder of its own, and no input; what it says goes into a file there and is never shown, since it
 * may name hosts and users. However a call ends, the program is dead when it returns.
 */
final class NpmClient {

  private static final long LOOK_MILLIS = 100;

  /** For a question that needs no network. */
  private static final Duration START = Duration.ofSeconds(30);

  private static final int MOST_LOG = 1 << 20;
  private static final Pattern CODE = Pattern.compile("(?m)^npm (?:error|ERR!) code (\\S{1,60})$");

  private final String program;
  private final Map<String, String> environment;
  private final PullPolicy policy;
  private final HttpClient http;

  /** How long the client took for such a question: its own time, on this machine, now. */
  private Duration own = Duration.ofSeconds(1);

  private NpmClient(
      String program, Map<String, String> environment, PullPolicy policy, HttpClient http) {
    this.program = program;
    this.environment = environment;
    this.policy = policy;
    this.http = http;
  }

  /** What came of asking for a tarball. */
  sealed interface Outcome {

    /**
     * It is there, not yet verified.
     *
     * @param tarball in the folder that was named
     */
    record Packed(Path tarball) implements Outcome {}

    /**
     * The registry does not have this one.
     *
     * @param why for the user
     */
    record Refused(String why) implements Outcome {}

    /**
     * No registry can be asked, so asking for another package is no use either.
     *
     * @param why for the user
     */
    record Unreachable(String why) implements Outcome {}
  }

  /**
   * The client on the user's path, if there is one.
   *
   * @param http asks a registry whether it is there, where npm does not say so soon
   */
  static Optional<NpmClient> find(
      Map<String, String> environment, PullPolicy policy, HttpClient http) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> new File(folder, "npm"))
        .filter(file -> file.isFile() && file.canExecute())
        .findFirst()
        .map(file -> new NpmClient(file.getPath(), environment, policy, http));
  }

  /**
   * Fetches a tarball.
   *
   * @param folder for this call alone
   * @param progress told how many bytes have come, where that can be seen
   */
  Outcome pack(NpmPackage origin, Path folder, LongConsumer progress)
      throws IOException, InterruptedException {
    long timeout = policy.stallTimeout().toMillis();
    Path log = folder.resolve("npm.log");
    NpmSettings settings = settings(origin, folder);
    Arrival arrival = new Arrival(log, settings.cache());
    Process process =
        start(
            folder,
            ProcessBuilder.Redirect.DISCARD,
            log,
            List.of(
                "pack",
                origin.spec(),
                "--pack-destination",
                folder.toString(),
                "--ignore-scripts",
                "--prefer-offline", // what is pinned cannot be out of date
                "--loglevel=http", // a line for each answer: that is how life shows
                "--no-update-notifier",
                "--no-progress",
                "--fetch-retries=1",
                "--fetch-retry-mintimeout=500",
                "--fetch-retry-maxtimeout=1000",
                "--fetch-timeout=" + timeout));
    try (NpmPatience patience = new NpmPatience(policy, own, settings, http)) {
      Optional<Outcome> given = await(process, patience, arrival, progress);
      return given.isPresent() ? given.get() : ended(process, folder, log);
    } finally {
      kill(process);
    }
  }

  /** Waits for the end; present if it was given up. */
  private static Optional<Outcome> await(
      Process process, NpmPatience patience, Arrival arrival, LongConsumer progress)
      throws IOException, InterruptedException {
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      long bytes = arrival.bytes();
      progress.accept(bytes);
      Optional<String> over = patience.over(bytes + arrival.logged());
      if (over.isPresent()) {
        return Optional.of(new Outcome.Unreachable(over.get()));
      }
    }
    return Optional.empty();
  }

  private static Outcome ended(Process process, Path folder, Path log) throws IOException {
    if (process.exitValue() == 0) {
      try (Stream<Path> files = Files.list(folder)) {
        Optional<Path> tarball = files.filter(f -> f.toString().endsWith(".tgz")).findFirst();
        if (tarball.isPresent()) {
          return new Outcome.Packed(tarball.get());
        }
      }
    }
    List<String> codes =
        CODE.matcher(start(log)).results().map((MatchResult m) -> m.group(1)).toList();
    String code = codes.isEmpty() ? "status " + process.exitValue() : codes.getLast();
    return switch (code) {
      case "E404", "ETARGET", "ENOVERSIONS" ->
          new Outcome.Refused("the npm registry does not have it");
      case "EINTEGRITY" -> new Outcome.Refused("the npm registry gave damaged bytes");
      case "E401", "E403", "ENEEDAUTH" ->
          new Outcome.Unreachable("the npm registry wants a login ('npm login')");
      default -> new Outcome.Unreachable("npm could not reach its registry (" + code + ")");
    };
  }

  /** Asks the client for its settings; they are empty where it does not tell. */
  private NpmSettings settings(NpmPackage origin, Path folder)
      throws IOException, InterruptedException {
    Path answer = folder.resolve("settings.txt");
    long began = System.nanoTime();
    Process process =
        start(
            folder,
            ProcessBuilder.Redirect.to(answer.toFile()),
            folder.resolve("settings.log"),
            NpmSettings.question(origin));
    try {
      boolean ended = process.waitFor(START.toMillis(), TimeUnit.MILLISECONDS);
      own = Duration.ofNanos(System.nanoTime() - began);
      return NpmSettings.of(ended && process.exitValue() == 0 ? start(answer) : "", origin);
    } finally {
      kill(process);
    }
  }

  private Process start(Path folder, ProcessBuilder.Redirect out, Path log, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out).redirectError(log.toFile()).start();
    process.getOutputStream().close();
    return process;
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String start(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_LOG), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** What has come so far: lines of the log, and bytes in npm's own folder of unfinished files. */
  private static final class Arrival {
    private final Path log;
    private final Optional<Path> unfinished;
    private final long began = System.currentTimeMillis();
    private long most;

    Arrival(Path log, Optional<Path> cache) {
      this.log = log;
      this.unfinished = cache.map(folder -> folder.resolve("_cacache/tmp"));
    }

    long logged() throws IOException {
      return Files.exists(log) ? Files.size(log) : 0;
    }

    long bytes() {
      File[] files = unfinished.map(folder -> folder.toFile().listFiles()).orElse(null);
      long now = 0;
      for (File file : files == null ? new File[0] : files) {
        now += file.lastModified() >= began - 1000 ? file.length() : 0;
      }
      most = Math.max(most, now);
      return most;
    }
  }
}
