package mien.cli.terminal;

/** Text from outside (file names, messages) made harmless for a terminal. */
public final class SafeText {

  private SafeText() {}

  /**
   * Replaces control characters, which could move the cursor or color the screen, and the
   * characters that turn the direction of writing.
   */
  public static String of(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || isDirectionControl(c)) {
        if (safe == null) {
          safe = new StringBuilder(text);
        }
        safe.setCharAt(i, '\ufffd');
      }
    }
    return safe == null ? text : safe.toString();
  }

  /** The same of a text of several lines, whose line feeds and tabs stay. */
  public static String lines(String text) {
    StringBuilder safe = new StringBuilder(of(text));
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\t') {
        safe.setCharAt(i, text.charAt(i));
      }
    }
    return safe.toString();
  }

  private static boolean isDirectionControl(char c) {
    return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
  }
}
