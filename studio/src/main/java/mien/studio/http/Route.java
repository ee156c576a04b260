package mien.studio.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One route: the server and the document of the API are both made from it, so they cannot disagree.
 *
 * @param method of HTTP
 * @param path parts in braces are parameters
 * @param summary one line
 * @param access for whom
 * @param faults how errors are worded
 * @param parameters in the path and behind the question mark
 * @param form the fields of the form it takes
 * @param answers by status, in order; null schema is no JSON
 * @param handler answers
 */
public record Route(
    Method method,
    String path,
    String summary,
    Access access,
    Faults faults,
    List<Parameter> parameters,
    Optional<Schema.Fields> form,
    Map<Integer, Content> answers,
    Handler handler) {

  /** HTTP's methods, as far as they are used. */
  public enum Method {
    /** Reads. */
    GET,
    /** Sends something to be worked on. */
    POST,
    /** Takes something away. */
    DELETE
  }

  /** Whom a route answers. */
  public enum Access {
    /** Every client. */
    OPEN,
    /** Clients with a key, where one is set. */
    KEY,
    /** Staff: as {@code KEY}, but nothing may be asked by pages of other sites, nor misspelt. */
    STAFF
  }

  /** How a route words its errors. */
  public enum Faults {
    /** {@code {"error": …}}. */
    PLAIN,
    /** RFC 9457. */
    PROBLEM
  }

  /**
   * A part of the address.
   *
   * @param name in braces in the path, or behind the question mark
   * @param inPath which
   * @param note what it is
   */
  public record Parameter(String name, boolean inPath, String note) {}

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
    parameters = List.copyOf(parameters);
    answers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /** A route without parameters, form and answers so far. */
  public static Route of(Method method, String path, String summary, Handler handler) {
    return new Route(
        method,
        path,
        summary,
        Access.KEY,
        Faults.PROBLEM,
        List.of(),
        Optional.empty(),
        Map.of(),
        handler);
  }

  /** A route that reads JSON. */
  public static Route get(String path, String summary, Schema answer, Handler handler) {
    return of(Method.GET, path, summary, handler)
        .answering(200, Answer.JSON, answer, "The answer.");
  }

  /** Whether a path is this route's. */
  boolean matches(String asked) {
    String[] mine = path.split("/", -1);
    String[] theirs = asked.split("/", -1);
    return mine.length == theirs.length
        && IntStream.range(0, mine.length)
            .allMatch(
                i -> mine[i].startsWith("{") ? !theirs[i].isEmpty() : mine[i].equals(theirs[i]));
  }

  /** The methods of HTTP that it answers. */
  List<String> methods() {
    return method == Method.GET ? List.of("GET", "HEAD") : List.of(method.name());
  }

  /** The same, answered without a key. */
  public Route withoutKey() {
    return with(Access.OPEN);
  }

  /** The same for others. */
  public Route with(Access others) {
    return new Route(method, path, summary, others, faults, parameters, form, answers, handler);
  }

  /** The same with errors worded otherwise. */
  public Route with(Faults dialect) {
    return new Route(method, path, summary, access, dialect, parameters, form, answers, handler);
  }

  /** The same with a form. */
  public Route taking(Schema.Fields fields) {
    return new Route(
        method, path, summary, access, faults, parameters, Optional.of(fields), answers, handler);
  }

  /** The same with one more parameter. */
  public Route asking(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Route(method, path, summary, access, faults, more, form, answers, handler);
  }

  /** The same with one more answer. */
  public Route answering(int status, String type, Schema schema, String note) {
    return answering(status, new Content(type, Optional.of(schema), note));
  }

  /** The same with one more answer. */
  public Route answering(int status, Content content) {
    Map<Integer, Content> more = new LinkedHashMap<>(answers);
    more.put(status, content);
    return new Route(method, path, summary, access, faults, parameters, form, more, handler);
  }
}
