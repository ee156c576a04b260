package mien.cli.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mien.core.NearestWord;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of the settings file. Asking for a key makes it known; what was never asked for is
 * unknown. A wrong value is noted as a problem and the default taken, so that every problem of the
 * file is found in one reading.
 */
final class SettingsSection {

  private final String name;
  private final TomlTable table;
  private final List<String> problems;
  private final Map<String, String> declared = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> tables = new LinkedHashSet<>();
  private final List<SettingsSection> nested = new ArrayList<>();

  SettingsSection(String name, TomlTable table, List<String> problems) {
    this.name = name;
    this.table = table;
    this.problems = problems;
  }

  /** The keys that are declared, with the section's name, and their rows of the page. */
  Map<String, String> declared() {
    return declared;
  }

  /** Declares a key; what it may be follows. */
  SettingsKey key(String key, String meaning) {
    return new SettingsKey(this, key, meaning);
  }

  /** Notes what the page says of a key. */
  void declare(String key, String cells) {
    String full = name + "." + key;
    declared.put(full, "| `" + full + "` | " + cells);
  }

  /** A table within this one, empty when it is not there. */
  SettingsSection table(String key) {
    tables.add(key);
    Object value = table.get(List.of(key));
    TomlTable inner = value instanceof TomlTable there ? there : Toml.parse("");
    if (value != null && !(value instanceof TomlTable)) {
      problems.add(line(key) + name + "." + key + " must be a table: [" + name + "." + key + "]");
    }
    return new SettingsSection(name + "." + key, inner, problems);
  }

  /** Tables of one kind within this one: {@code [[vault.staff]]}, in the order of the file. */
  List<SettingsSection> tables(String key, @Nullable Object value) {
    String full = name + "." + key;
    if (value == null) {
      return List.of();
    }
    List<SettingsSection> all = new ArrayList<>();
    if (value instanceof TomlArray array) {
      for (Object element : array.toList()) {
        if (element instanceof TomlTable inner) {
          SettingsSection section = new SettingsSection(full, inner, problems);
          nested.add(section);
          all.add(section);
        }
      }
    }
    if (all.isEmpty()) {
      problems.add(line(key) + full + " must be tables: [[" + full + "]]");
    }
    return all;
  }

  /** The key that the file has: an older spelling still counts, but never both. */
  String spelling(String key, String older) {
    if (!table.contains(List.of(older))) {
      return key;
    }
    if (table.contains(List.of(key))) {
      problems.add(line(older) + name + "." + older + " is " + name + "." + key + ": give it once");
      known.add(key);
    }
    return older;
  }

  /** Notes every key that was not asked for. */
  void refuseUnknown() {
    nested.forEach(SettingsSection::refuseUnknown);
    for (String key : table.keySet()) {
      if (!known.contains(key) && !tables.contains(key)) {
        String full = name + "." + key;
        problems.add(line(key) + "unknown key '" + full + "'" + meant(key));
      }
    }
  }

  /** Notes that a value breaks a rule, and gives the default back. */
  <T> T wrong(String key, String rule, Object value, T fallback) {
    String shown = value instanceof String ? "'" + value + "'" : show(value);
    problems.add(line(key) + name + "." + key + " must be " + rule + ", but is " + shown);
    return fallback;
  }

  private String meant(String key) {
    return NearestWord.of(key, known)
        .map(near -> "; did you mean '" + name + "." + near + "'?")
        .orElseGet(() -> "; [" + name + "] has " + String.join(", ", known));
  }

  private String line(String key) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return position == null ? "" : String.format(Locale.ROOT, "line %d: ", position.line());
  }

  @Nullable Object value(String key) {
    known.add(key);
    return table.get(List.of(key));
  }

  private static String show(Object value) {
    return switch (value) {
      case TomlArray _ -> "a list";
      case TomlTable _ -> "a table";
      default -> value.toString();
    };
  }
}
