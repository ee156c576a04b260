package mien.engine.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the user's npm client says of its own settings.
 *
 * @param cache where it keeps what it fetches: files grow there while they come
 * @param registry root of the registry of a package; empty where a proxy stands before it, which
 *     only the client knows how to pass
 */
record NpmSettings(Optional<Path> cache, Optional<URI> registry) {

  private static final List<String> PROXIES = List.of("https-proxy", "proxy");

  /** The arguments that make the client print them, without asking the network. */
  static List<String> question(NpmPackage origin) {
    return List.of(
        "config",
        "get",
        "cache",
        "registry",
        scope(origin),
        "https-proxy",
        "proxy",
        "--no-update-notifier");
  }

  /** Reads the answer, a line {@code key=value} each; anything else in it is left aside. */
  static NpmSettings of(String answer, NpmPackage origin) {
    Map<String, String> said = new TreeMap<>();
    for (String line : answer.lines().toList()) {
      String[] pair = line.strip().split("=", 2);
      if (pair.length == 2 && !pair[1].equals("null") && !pair[1].equals("undefined")) {
        said.put(pair[0], pair[1]);
      }
    }
    return new NpmSettings(
        Optional.ofNullable(said.get("cache")).filter(c -> c.startsWith("/")).map(Path::of),
        Optional.ofNullable(said.get(scope(origin)))
            .or(() -> Optional.ofNullable(said.get("registry")))
            .filter(_ -> PROXIES.stream().noneMatch(said::containsKey))
            .flatMap(NpmRegistry::address));
  }

  /** The setting that names the registry of a package's scope. */
  private static String scope(NpmPackage origin) {
    String name = origin.name();
    return name.startsWith("@") ? name.substring(0, name.indexOf('/')) + ":registry" : "registry";
  }
}
