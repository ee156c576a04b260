package mien.core;

import java.util.Map;
import java.util.Optional;

/**
 * Where mien keeps what it can make again, native libraries above all: a folder of the user, never
 * the one for temporary files, which others may write to and which often allows no programs.
 *
 * <p>A decision about words; who uses the folder makes it, for its owner alone.
 */
public final class CacheFolder {

  /** The system property that names the folder itself; the launcher sets it. */
  public static final String PROPERTY = "mien.cache";

  private CacheFolder() {}

  /**
   * The folder: the property's, else {@code mien} in {@code XDG_CACHE_HOME}, else {@code
   * .cache/mien} at home.
   *
   * @param property the value of {@link #PROPERTY}; blank where it is not set
   * @param environment of the process
   * @param home what the JVM takes for the user's home; it counts where {@code HOME} is not set
   * @return a path; empty where nothing names an absolute folder
   */
  public static Optional<String> of(String property, Map<String, String> environment, String home) {
    if (!property.isBlank()) {
      return Optional.of(property);
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (isAbsolute(xdg)) {
      return Optional.of(xdg + "/mien");
    }
    String named = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
    return Optional.of(isAbsolute(named) ? named : home)
        .filter(CacheFolder::isAbsolute)
        .map(folder -> folder + "/.cache/mien");
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.matches("[A-Za-z]:[\\\\/].*");
  }
}
