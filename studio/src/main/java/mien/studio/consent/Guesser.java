package mien.studio.consent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Who guesses an age, a gender or the like from photos that are kept. Only a policy that discloses
 * classifications lets any guesser.
 */
public sealed interface Guesser {

  /** The longest that a program may take. */
  Duration LONGEST = Duration.ofMinutes(5);

  /** None: nothing is guessed. */
  record None() implements Guesser {}

  /** The engine of this machine: age and gender. */
  record Engine() implements Guesser {}

  /**
   * A program of the operator's, started once for each upload.
   *
   * @param words the program's absolute path and its arguments, 50 at most; no shell reads them
   * @param timeout after which it is killed, above zero and {@link #LONGEST} at most
   */
  record Program(List<String> words, Duration timeout) implements Guesser {

    private static final int MOST_WORDS = 50;

    /** Copies; refuses a program that would have to be searched for. */
    public Program {
      words = List.copyOf(words);
      if (words.isEmpty() || words.size() > MOST_WORDS || !Path.of(words.getFirst()).isAbsolute()) {
        throw new IllegalArgumentException(
            "a command has 1 to " + MOST_WORDS + " words and begins with an absolute path");
      }
      if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a program may take up to " + LONGEST + ", but was given " + timeout);
      }
    }

    /** The program's file. */
    Path file() {
      return Path.of(words.getFirst());
    }
  }
}
