package mien.core.wrong;

import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks a rule of the house on purpose. */
public final class ReadsAFile {

  private ReadsAFile() {}

  static boolean there() {
    return Files.exists(Path.of("face.jpg"));
  }
}
