package mien.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mien.cli.fault.CliFault;
import mien.core.MienException;
import mien.engine.model.ExecutionProvider;

/**
 * Where settings come from.
 *
 * @param settings what holds
 * @param source the file that was read; empty when there is none and defaults hold
 */
public record SettingsFile(Settings settings, Optional<Path> source) {

  private static final long MAX_BYTES = 1_000_000;

  /**
   * Reads the file that was named, or the usual one if it exists.
   *
   * @param named with {@code --config}; must exist
   * @param usual place, which may be missing
   * @throws MienException OPERATOR with every problem of the file
   */
  public static SettingsFile read(Optional<Path> named, Path usual) {
    Path path = named.orElse(usual);
    if (named.isEmpty() && !Files.exists(path)) {
      return new SettingsFile(Settings.DEFAULT, Optional.empty());
    }
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw unreadable(path, "it has more than " + MAX_BYTES + " bytes", null);
      }
      // The parser is loaded here, so that a run without a file does not pay for it.
      Settings settings = SettingsReader.read(Files.readString(path), path.toString());
      return new SettingsFile(settings, Optional.of(path));
    } catch (NoSuchFileException e) {
      throw unreadable(path, "there is no such file", e);
    } catch (IOException e) {
      throw unreadable(path, "it cannot be read as UTF-8 text", e);
    }
  }

  /** A provider of that name. */
  public static Optional<ExecutionProvider> provider(String word) {
    return Words.parse(word, List.of(ExecutionProvider.values()));
  }

  /** All provider names. */
  public static String providers() {
    return String.join(
        ", ", Arrays.stream(ExecutionProvider.values()).map(ExecutionProvider::label).toList());
  }

  private static MienException unreadable(
      Path path, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = "The settings file " + path + " was not read: " + why + ".";
    return cause == null
        ? new MienException(CliFault.SETTINGS_UNREADABLE, message)
        : new MienException(CliFault.SETTINGS_UNREADABLE, message, cause);
  }
}
