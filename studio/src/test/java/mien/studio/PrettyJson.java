package mien.studio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@link mien.json.JsonText} read, written for people: a member a line. */
final class PrettyJson {

  private PrettyJson() {}

  static String of(Object value) {
    return of(value, "\n");
  }

  private static String of(Object value, String line) {
    String deeper = line + "  ";
    return switch (value) {
      case Map<?, ?> map when map.isEmpty() -> "{}";
      case List<?> list when list.isEmpty() -> "[]";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> deeper + quoted((String) e.getKey()) + ": " + of(e.getValue(), deeper))
              .collect(Collectors.joining(",", "{", line + "}"));
      case List<?> list ->
          list.stream()
              .map(each -> deeper + of(each, deeper))
              .collect(Collectors.joining(",", "[", line + "]"));
      case String text -> quoted(text);
      case Optional<?> _ -> "null";
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }
}
