package mien.engine.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks a rule of the house on purpose. */
public final class KeepsAFace {

  private KeepsAFace() {}

  static void keep(Path file, byte[] face) throws IOException {
    Files.write(file, face);
  }
}
