package mien.cli.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.engine.model.ModelFolders;
import org.junit.jupiter.api.Assumptions;

/**
 * The research material beside the checkout ({@code ../shared}). A test that needs it says so and
 * is counted as skipped where it is missing.
 */
public final class Shared {

  private Shared() {}

  /** The folder of real weights. */
  public static Path models() {
    return require("models");
  }

  /**
   * For {@code MIEN_MODELS}: the folder of real weights, then where mien finds others; skips the
   * test where the network for ages is in none of them.
   */
  public static String modelPath() {
    String ages = "faceapi_age_gender_1.7.15.onnx";
    List<Path> folders =
        Stream.concat(
                Stream.of(models()),
                ModelFolders.fromEnvironment(System.getenv(), Optional.empty()).search().stream())
            .toList();
    Assumptions.assumeTrue(
        folders.stream().anyMatch(folder -> Files.exists(folder.resolve(ages))),
        () -> "skipped: needs " + ages);
    return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * For {@code MIEN_MODELS}: where mien finds the default models; skips the test where they were
   * not fetched.
   */
  public static String registryPath() {
    List<Path> folders = ModelFolders.fromEnvironment(System.getenv(), Optional.empty()).search();
    for (String name : List.of("fr_detect_dynamic.onnx", "fr_feature_fast.onnx")) {
      Assumptions.assumeTrue(
          folders.stream().anyMatch(folder -> Files.exists(folder.resolve(name))),
          () -> "skipped: needs " + name);
    }
    return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Settings with the models of the team's copy, which bars were measured with. */
  public static final String REFERENCE =
      """
      [models]
      use = "open"
      recognizer = "edgeface_xs_512"
      fetch = "never"
      """;

  /** A file or folder of labeled photos. */
  public static Path photo(String name) {
    return require("photos/" + name);
  }

  private static Path require(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/models"))) {
      folder = folder.getParent();
    }
    Path found = folder == null ? Path.of("shared", name) : folder.resolve("shared").resolve(name);
    Assumptions.assumeTrue(Files.exists(found), () -> "skipped: needs ../shared/" + name);
    return found;
  }
}
