package mien.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version that the build wrote into the jar. */
public final class Version {

  private Version() {}

  /** For example {@code 0.1.0}. */
  public static String text() {
    try (InputStream in = Version.class.getResourceAsStream("/mien/cli/version.txt")) {
      if (in == null) {
        throw new IllegalStateException("the build left version.txt out");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
