package mien.cli.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mien.cli.fault.CliFault;
import mien.cli.file.AtomicFile;
import mien.core.MienException;

/**
 * Writes one key into a settings file and leaves every other line as the user wrote it. The result
 * is read as settings before it replaces the file: a file that would be wrong is not written.
 */
public final class SettingsEdit {

  private static final Pattern HEADER = Pattern.compile("\\s*\\[.*");

  private SettingsEdit() {}

  /**
   * Sets {@code [table] key = "value"}; makes the file where there is none.
   *
   * @throws MienException OPERATOR if the file is wrong, cannot be written, or has the table in a
   *     form that this does not edit
   */
  public static void write(Path file, String table, String key, String value) {
    try {
      String before = Files.exists(file) ? Files.readString(file) : "";
      String after = with(before, table, key, value);
      SettingsReader.read(after, file.toString());
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
      try (AtomicFile fresh = AtomicFile.begin(file)) {
        fresh.stream().write(after.getBytes(StandardCharsets.UTF_8));
        fresh.commit();
      }
    } catch (IOException e) {
      throw new MienException(
          CliFault.SETTINGS_UNREADABLE,
          "The settings file " + file + " cannot be edited (" + e.getMessage() + ").",
          e);
    }
  }

  static String with(String toml, String table, String key, String value) {
    String line = key + " = \"" + value + "\"";
    Pattern header = Pattern.compile("\\s*\\[\\s*" + table + "\\s*]\\s*(#.*)?");
    Pattern there = Pattern.compile("\\s*" + key + "\\s*=.*");
    List<String> lines = new ArrayList<>(toml.lines().toList());
    for (int i = 0; i < lines.size(); i++) {
      if (header.matcher(lines.get(i)).matches()) {
        for (int j = i + 1; j < lines.size() && !HEADER.matcher(lines.get(j)).matches(); j++) {
          if (there.matcher(lines.get(j)).matches()) {
            lines.set(j, line);
            return text(lines);
          }
        }
        lines.add(i + 1, line);
        return text(lines);
      }
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add("[" + table + "]");
    lines.add(line);
    return text(lines);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
