package mien.engine.model;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The tarballs of one pull: each is fetched once, verified as a whole, and removed at the end. From
 * mirrors first, then by the npm client, and where there is none, from the registry that the user's
 * settings name. What failed once is not tried again in the same pull.
 */
final class NpmFetch implements AutoCloseable {

  private static final String WORK = ".npm-";

  private final Path folder;
  private final FileFetch files;
  private final Map<String, String> environment;
  private final Optional<NpmClient> npm;
  private final Map<NpmPackage, Path> tarballs = new HashMap<>();
  private final Map<NpmPackage, List<String>> failures = new HashMap<>();
  private Optional<String> unreachable = Optional.empty();

  NpmFetch(
      Path folder,
      FileFetch files,
      PullPolicy policy,
      HttpClient http,
      Map<String, String> environment) {
    this.folder = folder;
    this.files = files;
    this.environment = environment;
    this.npm = NpmClient.find(environment, policy, http);
  }

  /** The verified tarball of a package, valid until {@link #close}. */
  Optional<Path> tarball(NpmPackage origin, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    Path known = tarballs.get(origin);
    if (known != null) {
      return Optional.of(known);
    }
    List<String> before = failures.get(origin);
    if (before != null) {
      reasons.addAll(before);
      return Optional.empty();
    }
    Path part = folder.resolve(origin.tarball() + ".part");
    List<String> why = new ArrayList<>();
    WantedFile wanted = WantedFile.of(origin);
    if (files.fromMirrors(wanted, part, progress, why).isEmpty()
        && fromRegistry(origin, part, progress, why).isEmpty()) {
      failures.put(origin, why);
      reasons.addAll(why);
      return Optional.empty();
    }
    Path tarball = folder.resolve("." + origin.tarball());
    Files.move(part, tarball, StandardCopyOption.ATOMIC_MOVE);
    tarballs.put(origin, tarball);
    return Optional.of(tarball);
  }

  /** Whether this machine has a way to the registry of a package. */
  boolean hasWay(NpmPackage origin) {
    return npm.isPresent() || NpmRegistry.of(origin, environment).isPresent();
  }

  private Optional<String> fromRegistry(
      NpmPackage origin, Path part, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    if (unreachable.isPresent()) {
      reasons.add(unreachable.get());
      return Optional.empty();
    }
    if (npm.isPresent()) {
      return byClient(npm.get(), origin, part, progress, reasons);
    }
    Optional<URI> registry = NpmRegistry.of(origin, environment);
    if (registry.isEmpty()) {
      return Optional.empty(); // the outcome itself says so
    }
    URI address = registry.get().resolve(origin.registryPath());
    List<String> why = new ArrayList<>();
    Optional<String> source = Optional.empty();
    try {
      source = files.fromAddress(address, WantedFile.of(origin), part, progress, why);
    } catch (IOException e) {
      why.add("the registry: " + Download.why(e));
      if (Download.isUnreachable(e)) {
        unreachable = Optional.of(named(origin, why.getLast()));
      }
    }
    // The address may hold a user's secret, and the sentence must stay short.
    why.forEach(
        reason -> reasons.add(named(origin, reason.replace(address.toString(), "the registry"))));
    return source;
  }

  private Optional<String> byClient(
      NpmClient client, NpmPackage origin, Path part, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    clean(); // of a pull that was killed
    Path work = Files.createTempDirectory(folder, WORK);
    try {
      return switch (client.pack(origin, work, progress)) {
        case NpmClient.Outcome.Packed(Path tarball) -> {
          List<String> why = new ArrayList<>();
          Optional<String> source =
              FileFetch.fromFile(tarball, WantedFile.of(origin), part, _ -> {}, why);
          why.forEach(
              reason -> reasons.add(named(origin, reason.replace(tarball.toString(), "npm"))));
          yield source;
        }
        case NpmClient.Outcome.Refused(String why) -> {
          reasons.add(named(origin, why));
          yield Optional.empty();
        }
        case NpmClient.Outcome.Unreachable(String why) -> {
          unreachable = Optional.of(why);
          reasons.add(why);
          yield Optional.empty();
        }
      };
    } finally {
      clean();
    }
  }

  private static String named(NpmPackage origin, String why) {
    return origin.spec() + ": " + why;
  }

  private void clean() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path work : files.filter(f -> f.getFileName().toString().startsWith(WORK)).toList()) {
        try (Stream<Path> inside = Files.list(work)) {
          for (Path file : inside.toList()) {
            Files.deleteIfExists(file);
          }
        }
        Files.deleteIfExists(work);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path tarball : tarballs.values()) {
      Files.deleteIfExists(tarball);
    }
  }
}
