package mien.cli.testing;

import java.nio.file.Files;
import java.nio.file.Path;
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

  /** A file or folder of labelled photos. */
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
