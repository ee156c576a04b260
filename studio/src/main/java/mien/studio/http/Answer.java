package mien.studio.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mien.json.Json;

/**
 * What goes back to a client.
 *
 * @param status HTTP's
 * @param type media type of the body
 * @param body not to be written to
 * @param headers beyond those that every answer has
 * @param events that follow one another while the connection is open; the body is empty then
 */
@SuppressWarnings("ArrayRecordComponent") // written out once, by this package
public record Answer(
    int status, String type, byte[] body, Map<String, String> headers, Optional<Events> events) {

  /** Media type of JSON. */
  public static final String JSON = "application/json";

  /** Media type of RFC 9457. */
  public static final String PROBLEM = "application/problem+json";

  /** Media type of server-sent events. */
  public static final String EVENTS = "text/event-stream";

  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** All of it at once. */
  public Answer(int status, String type, byte[] body, Map<String, String> headers) {
    this(status, type, body, headers, Optional.empty());
  }

  /** A record as JSON with status 200. */
  public static Answer json(Record answer) {
    return json(200, answer);
  }

  /** A record as JSON. */
  public static Answer json(int status, Record answer) {
    return text(status, JSON, Json.of(answer));
  }

  /** Server-sent events, as long as their source sends some and the client stays. */
  public static Answer events(Events source) {
    return new Answer(200, EVENTS, new byte[0], Map.of(), Optional.of(source));
  }

  /** A JSON object with status 200. */
  public static Answer json(Consumer<Json> members) {
    return json(200, members);
  }

  /** A JSON object. */
  public static Answer json(int status, Consumer<Json> members) {
    return text(status, JSON, Json.object(members));
  }

  /** A text. */
  public static Answer text(int status, String type, String text) {
    return new Answer(status, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** Bytes with status 200, offered under a file's name: letters, digits, dot and hyphen. */
  public static Answer file(String type, byte[] bytes, String name) {
    if (!name.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException("a file's name has letters, digits, dots and hyphens");
    }
    return new Answer(200, type, bytes, Map.of())
        .with("Content-Disposition", "inline; filename=\"" + name + "\"");
  }

  /**
   * The same with an entity tag of its bytes: a client that has them is told so, and may ask for a
   * part of them. Without it a client asks for all of it each time.
   *
   * @param tag changes when the bytes do; letters, digits and hyphens
   */
  public Answer tagged(String tag) {
    if (!tag.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("a tag has letters, digits and hyphens, but is " + tag);
    }
    return with("ETag", '"' + tag + '"').with("Cache-Control", "private, no-cache");
  }

  /** The same with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more, events);
  }
}
