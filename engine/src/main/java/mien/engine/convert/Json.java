package mien.engine.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mien.engine.graph.MalformedModelException;

/** A JSON value, as far as a weights manifest needs it. */
sealed interface Json {

  /** Text. */
  record Text(String value) implements Json {}

  /** A number as it is written, so that no digit is lost. */
  record Numeral(String digits) implements Json {}

  /** {@code true}, {@code false} or {@code null}. */
  record Word(String word) implements Json {}

  /** Values in their order. */
  record Array(List<Json> values) implements Json {}

  /** Values by name. */
  record Entries(Map<String, Json> values) implements Json {}

  /**
   * Reads a value.
   *
   * @throws MalformedModelException if the text is not one JSON value
   */
  static Json read(String text) {
    return new Reader(text).whole();
  }

  /** Strict but for one thing: escapes in text are refused, as names of weights have none. */
  final class Reader {

    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private Json whole() {
      Json value = value(0);
      skipSpace();
      if (at < text.length()) {
        throw malformed("more text");
      }
      return value;
    }

    private Json value(int depth) {
      if (depth > DEEPEST) {
        throw malformed("too many levels");
      }
      skipSpace();
      return switch (peek()) {
        case '{' -> entries(depth);
        case '[' -> array(depth);
        case '"' -> new Text(string());
        default -> bare();
      };
    }

    private Json array(int depth) {
      List<Json> values = new ArrayList<>();
      at++;
      if (!closes(']')) {
        do {
          values.add(value(depth + 1));
        } while (continues(']'));
      }
      return new Array(values);
    }

    private Json entries(int depth) {
      Map<String, Json> values = new LinkedHashMap<>();
      at++;
      if (!closes('}')) {
        do {
          skipSpace();
          String name = string();
          skipSpace();
          take(':');
          if (values.put(name, value(depth + 1)) != null) {
            throw malformed("a name twice");
          }
        } while (continues('}'));
      }
      return new Entries(values);
    }

    /** Whether an empty array or object ends here. */
    private boolean closes(char end) {
      skipSpace();
      boolean closed = peek() == end;
      at += closed ? 1 : 0;
      return closed;
    }

    /** Whether a comma follows; else the end must. */
    private boolean continues(char end) {
      skipSpace();
      if (peek() == ',') {
        at++;
        return true;
      }
      take(end);
      return false;
    }

    private String string() {
      take('"');
      int start = at;
      while (peek() != '"') {
        if (peek() == '\\' || peek() < ' ') {
          throw malformed("an escape");
        }
        at++;
      }
      return text.substring(start, at++);
    }

    private Json bare() {
      int start = at;
      while (at < text.length() && "+-.".indexOf(peek()) >= 0
          || at < text.length() && Character.isLetterOrDigit(peek())) {
        at++;
      }
      String word = text.substring(start, at);
      if (word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
        return new Numeral(word);
      }
      return switch (word) {
        case "true", "false", "null" -> new Word(word);
        default -> throw malformed("no value");
      };
    }

    private void take(char expected) {
      if (peek() != expected) {
        throw malformed("no '" + expected + "'");
      }
      at++;
    }

    private char peek() {
      if (at >= text.length()) {
        throw malformed("an end");
      }
      return text.charAt(at);
    }

    private void skipSpace() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private MalformedModelException malformed(String what) {
      return new MalformedModelException("its JSON has " + what + " at character " + at);
    }
  }
}
