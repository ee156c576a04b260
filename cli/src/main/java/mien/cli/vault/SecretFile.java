package mien.cli.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one secret word. */
final class SecretFile {

  private static final long LONGEST = 4096;

  private SecretFile() {}

  /**
   * Its word, without the line end.
   *
   * @param option that named it, for the complaint; what is in the file is never shown
   */
  static String read(Path file, String option) {
    try {
      if (Files.size(file) <= LONGEST) {
        String word = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!word.isEmpty()) {
          return word;
        }
      }
    } catch (IOException _) {
      // Said below: the path is enough, whatever the system says of it.
    }
    throw VaultOptions.usage(
        option + " must name a file that can be read and holds one secret: " + file + ".");
  }
}
