package mien.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The working tree that these tests stand in. */
final class Checkout {

  private static final Pattern MODULE = Pattern.compile("<module>([a-z]+)</module>");

  private Checkout() {}

  /** The folder with the root pom: Maven runs a module's tests in the module's own folder. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("mien"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("these tests run inside a checkout of mien");
    }
    return folder;
  }

  /** The modules that the root pom names. */
  static List<String> modules() {
    return MODULE.matcher(text("pom.xml")).results().map(match -> match.group(1)).toList();
  }

  /** The text of a file of the checkout. */
  static String text(String path) {
    return text(root().resolve(path));
  }

  /** The text of a file. */
  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of the checkout that git knows, or would take. */
  static List<String> tracked() {
    try {
      Process git =
          new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
              .directory(root().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<String> files = git.inputReader().lines().toList();
      org.junit.jupiter.api.Assumptions.assumeFalse(
          files.isEmpty(), "skipped: needs git and a checkout");
      return files.stream().filter(file -> Files.isRegularFile(root().resolve(file))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
