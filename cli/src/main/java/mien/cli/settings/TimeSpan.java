package mien.cli.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times with their unit: {@code 500 ms}, {@code 30 s}, {@code 2 min}. */
public final class TimeSpan {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,7})\\s*(ms|s|min)");

  private TimeSpan() {}

  /** The time, or empty when it is none. A bare number is none: its unit would be a guess. */
  public static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(form.group(1));
    return Optional.of(
        switch (form.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          default -> Duration.ofMinutes(amount);
        });
  }

  /** As it is written: {@code 30 s}. */
  public static String of(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 != 0
        ? millis + " ms"
        : millis % 60_000 != 0 ? millis / 1000 + " s" : millis / 60_000 + " min";
  }
}
