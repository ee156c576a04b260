package mien.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real weights and photos of the team's common copy; a test skips where they are missing. */
final class SharedFiles {

  private SharedFiles() {}

  static Path models() {
    return require("models");
  }

  static byte[] photo(String name) {
    try {
      return Files.readAllBytes(require("photos/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The root of the source tree. */
  static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static Path require(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("shared").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    Assumptions.abort("skipped: needs " + name);
    throw new IllegalStateException("unreachable");
  }
}
