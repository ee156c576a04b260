package mien.cli.terminal;

/**
 * Colors for a person at a terminal, or none.
 *
 * @param enabled whether escape sequences are written
 */
public record Ink(boolean enabled) {

  /** No color. */
  public static final Ink PLAIN = new Ink(false);

  /** For what should be found at a glance. */
  public String strong(String text) {
    return paint("1", text);
  }

  /** For what may be skipped. */
  public String faint(String text) {
    return paint("2", text);
  }

  /** For what went well. */
  public String good(String text) {
    return paint("32", text);
  }

  /** For what needs a look. */
  public String warning(String text) {
    return paint("33", text);
  }

  /** For what failed. */
  public String bad(String text) {
    return paint("31", text);
  }

  private String paint(String code, String text) {
    return enabled && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
