package mien.studio.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.json.Schema;

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
 * @param body of JSON that it takes
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
    Optional<Schema> body,
    Map<Integer, Content> answers,
    Handler handler) {

  /** HTTP's methods, as far as they are used. */
  public enum Method {
    /** Reads. */
    GET,
    /** Sends something to be worked on. */
    POST,
    /** Puts something in the place of what is there. */
    PUT,
    /** Changes a part of something. */
    PATCH,
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
        Optional.empty(),
        Map.of(),
        handler);
  }

  /** A route that gives JSON. */
  public static Route get(
      String path, String summary, Class<? extends Record> answer, Handler handler) {
    return of(Method.GET, path, summary, handler).answering(200, answer, "The answer.");
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
    return new Route(
        method, path, summary, others, faults, parameters, form, body, answers, handler);
  }

  /** The same with errors worded otherwise. */
  public Route with(Faults dialect) {
    return new Route(
        method, path, summary, access, dialect, parameters, form, body, answers, handler);
  }

  /** The same with a form. */
  public Route taking(Schema.Fields fields) {
    return new Route(
        method,
        path,
        summary,
        access,
        faults,
        parameters,
        Optional.of(fields),
        body,
        answers,
        handler);
  }

  /** The same with a body of JSON, which {@link Call#json} reads. */
  public Route takingJson(Class<? extends Record> type) {
    return new Route(
        method,
        path,
        summary,
        access,
        faults,
        parameters,
        form,
        Optional.of(Schema.of(type)),
        answers,
        handler);
  }

  /** The same with one more parameter. */
  public Route asking(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Route(method, path, summary, access, faults, more, form, body, answers, handler);
  }

  /** The same with one more answer, which is a record as JSON. */
  public Route answering(int status, Class<?> answer, String note) {
    return answering(status, Answer.JSON, Schema.of(answer), note);
  }

  /** The same with one more answer. */
  public Route answering(int status, String type, Schema schema, String note) {
    return answering(status, new Content(type, Optional.of(schema), note));
  }

  /** The same with one more answer. */
  public Route answering(int status, Content content) {
    Map<Integer, Content> more = new LinkedHashMap<>(answers);
    more.put(status, content);
    return new Route(method, path, summary, access, faults, parameters, form, body, more, handler);
  }
}
