package mien.engine.model;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The registry that the user's own settings name, for machines without the npm client. mien knows
 * none by itself. Tokens are not read: a registry that wants one needs the client.
 */
final class NpmRegistry {

  private static final List<String> VARIABLES =
      List.of("NPM_CONFIG_REGISTRY", "npm_config_registry");

  private NpmRegistry() {}

  /**
   * Root of the registry of a package, ending in a slash: that of its scope in {@code ~/.npmrc},
   * then {@code NPM_CONFIG_REGISTRY}, then {@code registry} of {@code ~/.npmrc}, as npm has it.
   */
  static Optional<URI> of(NpmPackage origin, Map<String, String> environment) {
    Map<String, String> file = settings(environment);
    String name = origin.name();
    return Optional.of(name)
        .filter(n -> n.startsWith("@"))
        .map(n -> file.get(n.substring(0, n.indexOf('/')) + ":registry"))
        .or(() -> VARIABLES.stream().map(environment::get).filter(NpmRegistry::isSet).findFirst())
        .or(() -> Optional.ofNullable(file.get("registry")))
        .flatMap(NpmRegistry::address);
  }

  private static boolean isSet(@org.jspecify.annotations.Nullable String value) {
    return value != null && !value.isBlank();
  }

  /** An address of HTTP as the root of a registry, ending in a slash. */
  static Optional<URI> address(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("https://") && !lower.startsWith("http://")) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(text.endsWith("/") ? text : text + "/"));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The registries of the user's npmrc; nothing else of it is kept. */
  private static Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> registries = new HashMap<>();
    Optional<Path> file = file(environment).filter(Files::isReadable);
    if (file.isEmpty()) {
      return registries;
    }
    try {
      for (String line : Files.readAllLines(file.get())) {
        String[] pair = line.strip().split("\\s*=\\s*", 2);
        if (pair.length == 2 && (pair[0].equals("registry") || pair[0].endsWith(":registry"))) {
          registries.put(pair[0], pair[1].replaceAll("^[\"']|[\"']$", ""));
        }
      }
    } catch (IOException _) {
      registries.clear(); // as if there were none: the sentence names the variable
    }
    return registries;
  }

  private static Optional<Path> file(Map<String, String> environment) {
    try {
      return Optional.ofNullable(environment.get("NPM_CONFIG_USERCONFIG"))
          .map(Path::of)
          .or(
              () ->
                  Optional.ofNullable(environment.get("HOME"))
                      .or(() -> Optional.ofNullable(environment.get("USERPROFILE")))
                      .map(home -> Path.of(home, ".npmrc")));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
