package mien.studio.http;

import java.util.Locale;
import java.util.Optional;

/** Parameters of a header line: {@code form-data; name="image1"; filename="a.jpg"}. */
final class HeaderWords {

  private HeaderWords() {}

  /** The value of a parameter, without its quotes. */
  static Optional<String> parameter(String header, String wanted) {
    int at = header.indexOf(';');
    while (at >= 0 && at < header.length()) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        return Optional.empty();
      }
      String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder value = new StringBuilder();
      at = value(header, equals + 1, value);
      if (name.equals(wanted)) {
        return Optional.of(value.toString());
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a value from {@code from} on; where the next parameter's semicolon stands, or the end.
   */
  private static int value(String header, int from, StringBuilder value) {
    int i = from;
    if (i < header.length() && header.charAt(i) == '"') {
      for (i++; i < header.length() && header.charAt(i) != '"'; i++) {
        // Only a quote is escaped: older browsers send a path's backslashes as they are.
        if (header.startsWith("\\\"", i)) {
          i++;
        }
        value.append(header.charAt(i));
      }
      int next = header.indexOf(';', i);
      return next < 0 ? header.length() : next;
    }
    int next = header.indexOf(';', i);
    int end = next < 0 ? header.length() : next;
    value.append(header.substring(i, end).strip());
    return end;
  }
}
