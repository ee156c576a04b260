package mien.cli.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;

/**
 * One setting, declared where it is read: from this follow what the file may say, the errors, and
 * the row of {@code docs/settings.md}.
 */
final class SettingsKey {

  private final SettingsSection section;
  private final String key;
  private final String meaning;
  private String spelled;
  private String option = "";
  private String unset = "none";
  private String unit = "";
  private @Nullable String values;

  SettingsKey(SettingsSection section, String key, String meaning) {
    this.section = section;
    this.key = key;
    this.meaning = meaning;
    this.spelled = key;
  }

  /** The option of the command that goes before it. */
  SettingsKey option(String name) {
    option = name;
    return this;
  }

  /** What holds where it is not set, in words. */
  SettingsKey unset(String words) {
    unset = words;
    return this;
  }

  /** A unit that its default is shown in: {@code MB}. */
  SettingsKey unit(String millions) {
    unit = millions;
    return this;
  }

  /** What it may be, in words of the page where the rule of the errors does not say it all. */
  SettingsKey values(String words) {
    values = words;
    return this;
  }

  /** An older spelling, which still counts. */
  SettingsKey older(String word) {
    spelled = section.spelling(key, word);
    return this;
  }

  boolean flag(boolean fallback) {
    Object value = declared("true or false", shown(fallback));
    if (value == null) {
      return fallback;
    }
    return value instanceof Boolean flag ? flag : wrong("true or false", value, fallback);
  }

  double fraction(double fallback) {
    OptionalDouble number = between(0, 1, shown(fallback));
    return number.orElse(fallback);
  }

  /** A number between two others, without them; empty where there is none. */
  OptionalDouble between(int least, int most) {
    return between(least, most, unset);
  }

  private OptionalDouble between(int least, int most, String standard) {
    Object value = declared("above " + least + ", below " + most, standard);
    if (value == null) {
      return OptionalDouble.empty();
    }
    // 0 is written as a whole number.
    double number = value instanceof Number n ? n.doubleValue() : Double.NaN;
    String rule = "a number above " + least + " and below " + most;
    return number > least && number < most
        ? OptionalDouble.of(number)
        : wrong(rule, value, OptionalDouble.empty());
  }

  /** A time above zero. */
  Duration time(Duration most, Duration fallback) {
    unset = shown(TimeSpan.of(fallback));
    values = values == null ? "time to " + TimeSpan.of(most) : values;
    String rule = "a time such as '30 s' (ms, s, min), " + TimeSpan.of(most) + " at most";
    return text(
            rule,
            word -> TimeSpan.parse(word).filter(t -> t.isPositive() && t.compareTo(most) <= 0))
        .orElse(fallback);
  }

  /** A whole number, or an amount with a unit; empty where there is none. */
  OptionalInt whole(int least, int most) {
    int given = (int) number(least, most, 0, unset);
    return given == 0 ? OptionalInt.empty() : OptionalInt.of(given);
  }

  long amount(long least, long most, long fallback) {
    boolean millions = !unit.isEmpty() && fallback % 1_000_000 == 0;
    return number(
        least, most, fallback, shown(millions ? fallback / 1_000_000 + " " + unit : fallback));
  }

  private long number(long least, long most, long fallback, String standard) {
    Object value = declared(unit.isEmpty() ? least + " to " + most : "amount to " + most, standard);
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
        : wrong("a whole number from " + least + " to " + most, value, fallback);
  }

  <E extends Enum<E>> E word(E fallback) {
    E[] choices = fallback.getDeclaringClass().getEnumConstants();
    String words = "`" + Words.list(choices).replace(", ", "`, `") + "`";
    Object value = declared(words, shown(Words.of(fallback)));
    if (value == null) {
      return fallback;
    }
    Optional<E> match =
        value instanceof String text ? Words.parse(text, Arrays.asList(choices)) : Optional.empty();
    return match.orElseGet(() -> wrong("one of " + Words.list(choices), value, fallback));
  }

  String text(String rule, Function<String, Optional<String>> parse, String fallback) {
    unset = shown(fallback);
    return text(rule, parse).orElse(fallback);
  }

  <T> Optional<T> text(String rule, Function<String, Optional<T>> parse) {
    Object value = declared(rule, unset);
    if (value == null) {
      return Optional.empty();
    }
    Optional<T> parsed = value instanceof String text ? parse.apply(text) : Optional.empty();
    return parsed.isPresent() ? parsed : wrong(rule, value, Optional.empty());
  }

  <T> List<T> list(String rule, Function<String, Optional<T>> parse, List<T> fallback) {
    Object value =
        declared(
            "list of " + rule,
            fallback.stream()
                .map(
                    one ->
                        '"' + (one instanceof Enum<?> word ? Words.of(word) : one.toString()) + '"')
                .collect(Collectors.joining(", ", "`[", "]`")));
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof TomlArray array)) {
      return wrong("a list of " + rule, value, fallback);
    }
    List<T> parsed = new ArrayList<>();
    for (Object element : array.toList()) {
      Optional<T> one = element instanceof String text ? parse.apply(text) : Optional.empty();
      if (one.isEmpty()) {
        return wrong("a list of " + rule, element, fallback);
      }
      parsed.add(one.get());
    }
    return parsed;
  }

  /** Tables of one kind: {@code [[vault.staff]]}, in the order of the file. */
  List<SettingsSection> tables() {
    return section.tables(spelled, declared("tables", unset));
  }

  private <T> T wrong(String rule, Object value, T fallback) {
    return section.wrong(spelled, rule, value, fallback);
  }

  private @Nullable Object declared(String rule, String standard) {
    String words = values == null ? rule : values;
    String named = option.isEmpty() ? "" : "`" + option + "` ";
    section.declare(key, words + " | " + standard + " | " + meaning + " | " + named + "|");
    return section.value(spelled);
  }

  private static String shown(Object standard) {
    return standard instanceof String ? "`\"" + standard + "\"`" : "`" + standard + "`";
  }
}
