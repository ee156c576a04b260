package mien.cli.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
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
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> tables = new LinkedHashSet<>();
  private final List<SettingsSection> nested = new ArrayList<>();

  SettingsSection(String name, TomlTable table, List<String> problems) {
    this.name = name;
    this.table = table;
    this.problems = problems;
  }

  /** The keys that were asked for, with the section's name. */
  List<String> known() {
    return known.stream().map(key -> name + "." + key).toList();
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
  List<SettingsSection> tables(String key) {
    known.add(key);
    Object value = table.get(List.of(key));
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

  boolean flag(String key, boolean fallback) {
    Object value = value(key);
    if (value == null) {
      return fallback;
    }
    return value instanceof Boolean flag ? flag : wrong(key, "true or false", value, fallback);
  }

  double fraction(String key, double fallback) {
    Object value = value(key);
    if (value == null) {
      return fallback;
    }
    return value instanceof Double number && number > 0 && number < 1
        ? number
        : wrong(key, "a number above 0 and below 1", value, fallback);
  }

  /** A number between two others, without them; empty where there is none. */
  OptionalDouble between(String key, int least, int most) {
    Object value = value(key);
    if (value == null) {
      return OptionalDouble.empty();
    }
    // 0 is written as a whole number.
    double number = value instanceof Number n ? n.doubleValue() : Double.NaN;
    return number > least && number < most
        ? OptionalDouble.of(number)
        : wrong(
            key, "a number above " + least + " and below " + most, value, OptionalDouble.empty());
  }

  /** A time above zero; empty where there is none. */
  Optional<Duration> time(String key, Duration most) {
    String rule = "a time such as '30 s' (ms, s, min), " + TimeSpan.of(most) + " at most";
    return text(
        key,
        rule,
        word -> TimeSpan.parse(word).filter(t -> t.isPositive() && t.compareTo(most) <= 0));
  }

  long amount(String key, long least, long most, long fallback) {
    Object value = value(key);
    if (value == null) {
      return fallback;
    }
    long amount =
        switch (value) {
          case Long number -> number;
          case String text -> ByteSize.parse(text).orElse(Long.MIN_VALUE);
          default -> Long.MIN_VALUE;
        };
    return amount >= least && amount <= most
        ? amount
        : wrong(key, "a whole number from " + least + " to " + most, value, fallback);
  }

  <E extends Enum<E>> E word(String key, E fallback) {
    Object value = value(key);
    if (value == null) {
      return fallback;
    }
    E[] choices = fallback.getDeclaringClass().getEnumConstants();
    Optional<E> match =
        value instanceof String text ? Words.parse(text, Arrays.asList(choices)) : Optional.empty();
    return match.orElseGet(() -> wrong(key, "one of " + Words.list(choices), value, fallback));
  }

  <T> Optional<T> text(String key, String rule, Function<String, Optional<T>> parse) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    Optional<T> parsed = value instanceof String text ? parse.apply(text) : Optional.empty();
    return parsed.isPresent() ? parsed : wrong(key, rule, value, Optional.empty());
  }

  <T> List<T> list(String key, String rule, Function<String, Optional<T>> parse, List<T> fallback) {
    Object value = value(key);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof TomlArray array)) {
      return wrong(key, "a list of " + rule, value, fallback);
    }
    List<T> parsed = new ArrayList<>();
    for (Object element : array.toList()) {
      Optional<T> one = element instanceof String text ? parse.apply(text) : Optional.empty();
      if (one.isEmpty()) {
        return wrong(key, "a list of " + rule, element, fallback);
      }
      parsed.add(one.get());
    }
    return parsed;
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

  private @Nullable Object value(String key) {
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
