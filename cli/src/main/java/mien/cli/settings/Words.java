package mien.cli.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Enum constants as people write them: {@code FIVE_POINT} is {@code five-point}. */
public final class Words {

  private Words() {}

  /** The word of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of a word, in any case. */
  public static <E extends Enum<E>> Optional<E> parse(String word, Collection<E> choices) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return choices.stream().filter(choice -> of(choice).equals(wanted)).findFirst();
  }

  /** All words: {@code five-point, frontal, auto}. */
  public static String list(Enum<?>[] choices) {
    return Arrays.stream(choices).map(Words::of).collect(Collectors.joining(", "));
  }
}
