package mien.bench.options;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a measurement: {@code --name value} pairs, each of them known. */
public final class Words {

  /** A command line that means nothing. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong and what is possible. */
    public Unusable(String message) {
      super(message);
    }
  }

  private final Map<String, String> values;

  private Words(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads pairs.
   *
   * @param known the names that have a meaning, without dashes
   * @throws Unusable if one is unknown, twice there or without a value
   */
  public static Words of(List<String> arguments, List<String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!name.startsWith("--") || !known.contains(name.substring(2))) {
        throw new Unusable(
            "'" + name + "' is no option here; there are: --" + String.join(", --", known));
      }
      if (i + 1 == arguments.size()) {
        throw new Unusable(name + " needs a value");
      }
      if (values.put(name.substring(2), arguments.get(i + 1)) != null) {
        throw new Unusable(name + " is there twice");
      }
    }
    return new Words(values);
  }

  /** A whole number of at least {@code least}, or {@code absent}. */
  public int number(String name, int least, int absent) {
    String text = values.get(name);
    if (text == null) {
      return absent;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the rule.
    }
    throw new Unusable(
        "--" + name + " must be a whole number of at least " + least + ", but was '" + text + "'");
  }

  /** A path, or {@code absent}. */
  public Path path(String name, Path absent) {
    return text(name).map(Path::of).orElse(absent);
  }

  /** A text, if there is one. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
