package mien.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import mien.cli.settings.Words;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns the words of options into values; every refusal says what the value must be. */
public final class Values {

  private Values() {}

  /** Teaches a command line all of them. */
  public static void register(CommandLine line) {
    line.registerConverter(Integer.class, Values::whole);
    line.registerConverter(int.class, Values::whole);
    line.registerConverter(Double.class, Values::number);
    line.registerConverter(Long.class, Values::large);
    line.registerConverter(long.class, Values::large);
    line.registerConverter(Boolean.class, Values::flag);
    line.registerConverter(boolean.class, Values::flag);
    line.registerConverter(Path.class, Values::path);
  }

  /** An enum option's word: {@code five-point}, not {@code FIVE_POINT}. */
  public static <E extends Enum<E>> ITypeConverter<E> words(E[] choices) {
    return word ->
        Words.parse(word, List.of(choices))
            .orElseThrow(() -> refused("must be one of " + Words.list(choices), word));
  }

  private static int whole(String word) {
    long number = large(word);
    if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
      throw refused("must be a whole number below 2147483648", word);
    }
    return (int) number;
  }

  private static long large(String word) {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException _) {
      boolean digits = word.matches("[+-]?[0-9]+");
      throw refused("must be a whole number" + (digits ? " of 18 digits at most" : ""), word);
    }
  }

  private static double number(String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException _) {
      throw refused("must be a number such as 0.5", word);
    }
  }

  private static boolean flag(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new TypeConversionException("takes no value, but was given '" + word + "'");
    };
  }

  private static Path path(String word) {
    if (word.isEmpty()) {
      throw new TypeConversionException("must be a path, but is empty");
    }
    try {
      return Path.of(word);
    } catch (InvalidPathException _) {
      throw refused("must be a path (for letters beyond ASCII set LC_ALL=C.UTF-8)", word);
    }
  }

  private static TypeConversionException refused(String rule, String word) {
    return new TypeConversionException(rule + ", but is '" + word + "'");
  }
}
