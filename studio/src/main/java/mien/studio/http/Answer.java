package mien.studio.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import mien.json.Json;

/**
 * What goes back to a client.
 *
 * @param status HTTP's
 * @param type media type of the body
 * @param body not to be written to
 * @param headers beyond those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // written out once, by this package
public record Answer(int status, String type, byte[] body, Map<String, String> headers) {

  /** Media type of JSON. */
  public static final String JSON = "application/json";

  /** Media type of RFC 9457. */
  public static final String PROBLEM = "application/problem+json";

  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
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

  /** The same with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }
}
