package mien.cli.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JVM's ahead-of-time cache that the launcher prepares. One that was prepared without weights
 * has a file {@code .bare} beside it; it knows too little, so it goes when weights have come, and
 * the next start prepares it again.
 */
final class StartCache {

  private StartCache() {}

  static void renew() {
    String folder = System.getProperty("mien.cache", "");
    if (folder.isEmpty()) {
      return;
    }
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(Path.of(folder), "*.aot.bare")) {
      for (Path mark : marks) {
        String name = mark.getFileName().toString();
        Files.deleteIfExists(mark.resolveSibling(name.substring(0, name.lastIndexOf('.'))));
        Files.deleteIfExists(mark);
      }
    } catch (IOException _) {
      return; // starts stay a little slower: no reason to fail
    }
  }
}
