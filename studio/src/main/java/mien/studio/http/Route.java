package mien.studio.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One route: the server and the document of the API are both made from it, so they cannot disagree.
 *
 * @param method GET or POST
 * @param path without parameters
 * @param summary one line
 * @param open whether it is answered without a key
 * @param faults how errors are worded
 * @param form the fields of the form it takes
 * @param answers by status, in order; null schema is no JSON
 * @param handler answers
 */
public record Route(
    Method method,
    String path,
    String summary,
    boolean open,
    Faults faults,
    Optional<Schema.Fields> form,
    Map<Integer, Content> answers,
    Handler handler) {

  /** HTTP's methods, as far as they are used. */
  public enum Method {
    /** Reads. */
    GET,
    /** Sends something to be worked on. */
    POST
  }

  /** How a route words its errors. */
  public enum Faults {
    /** {@code {"error": …}}. */
    PLAIN,
    /** RFC 9457. */
    PROBLEM
  }

  /**
   * A body.
   *
   * @param type media type
   * @param schema of JSON; empty for other types
   * @param note when it comes
   */
  public record Content(String type, Optional<Schema> schema, String note) {}

  /** What a route does. */
  @FunctionalInterface
  public interface Handler {
    /** Answers; every fault may be thrown. */
    Answer handle(Call call);
  }

  /** Copies, and keeps the order. */
  public Route {
    answers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /** A route that reads JSON. */
  public static Route get(String path, String summary, Schema answer, Handler handler) {
    return new Route(
        Method.GET,
        path,
        summary,
        false,
        Faults.PROBLEM,
        Optional.empty(),
        Map.of(200, new Content(Answer.JSON, Optional.of(answer), "The answer.")),
        handler);
  }

  /** The same, answered without a key. */
  public Route withoutKey() {
    return new Route(method, path, summary, true, faults, form, answers, handler);
  }

  /** The same with one more answer. */
  public Route answering(int status, String type, Schema schema, String note) {
    Map<Integer, Content> more = new LinkedHashMap<>(answers);
    more.put(status, new Content(type, Optional.of(schema), note));
    return new Route(method, path, summary, open, faults, form, more, handler);
  }
}
