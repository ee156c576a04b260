package mien.engine.model;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where model files are looked for, first folder first, and where pulled ones go. Folders need not
 * exist.
 *
 * @param search in order
 * @param download the user's data folder; empty when the environment names no home
 */
public record ModelFolders(List<Path> search, Optional<Path> download) {

  /** Copies. */
  public ModelFolders {
    search = List.copyOf(search);
  }

  /**
   * The folders that an environment asks for: {@code MIEN_MODELS} (a path list), then {@code
   * models} in the release or the checkout and {@code ../shared/models} beside it (a team's common
   * copy), then {@code mien/models} in {@code XDG_DATA_HOME} or {@code ~/.local/share}. As XDG
   * asks, a data home that is not absolute is ignored.
   *
   * @param environment the process's variables
   * @param checkout root of the source tree, when mien runs from one
   */
  public static ModelFolders fromEnvironment(
      Map<String, String> environment, Optional<Path> checkout) {
    return fromEnvironment(environment, checkout, Optional.empty());
  }

  /**
   * As {@link #fromEnvironment(Map, Optional)}, with the root of an unpacked release.
   *
   * @param release root of a release, when mien runs from one: its {@code models} are searched
   */
  public static ModelFolders fromEnvironment(
      Map<String, String> environment, Optional<Path> checkout, Optional<Path> release) {
    List<Path> search = new ArrayList<>();
    for (String entry : environment.getOrDefault("MIEN_MODELS", "").split(File.pathSeparator, -1)) {
      if (!entry.isBlank()) {
        path(entry).ifPresent(search::add);
      }
    }
    release.ifPresent(root -> search.add(root.resolve("models")));
    checkout.ifPresent(
        root -> {
          search.add(root.resolve("models"));
          search.add(root.resolveSibling("shared").resolve("models"));
        });
    Optional<Path> data = dataHome(environment).map(home -> home.resolve("mien/models"));
    data.ifPresent(search::add);
    return new ModelFolders(search.stream().distinct().toList(), data);
  }

  private static Optional<Path> dataHome(Map<String, String> environment) {
    Optional<Path> named = absolute(environment.get("XDG_DATA_HOME"));
    if (named.isPresent()) {
      return named;
    }
    Optional<Path> home = absolute(environment.get("HOME"));
    if (home.isEmpty()) {
      home = absolute(environment.get("USERPROFILE"));
    }
    return home.map(folder -> folder.resolve(".local/share"));
  }

  private static Optional<Path> absolute(@Nullable String value) {
    return value == null || value.isEmpty()
        ? Optional.empty()
        : path(value).filter(Path::isAbsolute);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty(); // a folder that cannot exist holds no model
    }
  }
}
