package mien.engine.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The research material beside the checkout ({@code ../shared}): real weights and labelled photos.
 * A test that needs it says so and is counted as skipped where it is missing.
 */
public final class Shared {

  private static final Path ROOT = locate();

  private Shared() {}

  /** A file of {@code ../shared/models}; skips the test where it is missing. */
  public static Path model(String name) {
    return require(ROOT.resolve("models").resolve(name));
  }

  /** A file or folder of {@code ../shared/photos}; skips the test where it is missing. */
  public static Path photo(String name) {
    return require(ROOT.resolve("photos").resolve(name));
  }

  /**
   * Whether there is such a file or folder below {@code ../shared}: for tests that can do without.
   */
  public static boolean has(String path) {
    return Files.exists(ROOT.resolve(path));
  }

  private static Path require(Path path) {
    Assumptions.assumeTrue(Files.exists(path), () -> "skipped: needs " + path.getFileName());
    return path;
  }

  private static Path locate() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path shared = folder.resolve("shared");
      if (Files.isDirectory(shared.resolve("models"))) {
        return shared;
      }
      folder = folder.getParent();
    }
    return Path.of("shared").toAbsolutePath();
  }
}
