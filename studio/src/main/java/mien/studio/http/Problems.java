package mien.studio.http;

import java.util.Locale;
import java.util.function.Consumer;
import mien.core.FaultCode;
import mien.core.FaultCode.Kind;
import mien.core.MienException;
import mien.json.Json;
import mien.json.Schema;

/**
 * Faults as answers: the only place where HTTP errors are worded, in two dialects. The words of
 * {@code /compare-faces} are a contract.
 */
public final class Problems {

  /** The contract's own. Waiting does not help, so no Retry-After goes with it. */
  static final String NOT_LOADED = "AI models are not loaded. Please try again later.";

  /** What an operator has to put right, for those who are not the operator. */
  static final String MISCONFIGURED =
      "This server is not set up for that. Its log says what is missing.";

  static final String INTERNAL = "Internal error. The server's log has the details.";
  static final String UNDECODABLE = "Could not decode image. Please upload a valid image file.";
  static final String EXTERNAL = "External AI provider error. Falling back or retrying.";

  /** Long enough for a queue to move, short enough for a person. */
  private static final String RETRY_SECONDS = "2";

  /** The body of an error of {@code /compare-faces}. */
  public static final Schema.Titled PLAIN =
      Schema.fields().and("error", Schema.text("One sentence.")).titled("PlainProblem");

  /** The body of every other error. */
  public static final Schema.Titled PROBLEM =
      Schema.fields()
          .and("type", Schema.text("A URN that names the kind of problem."))
          .and("title", Schema.text("The kind in words."))
          .and("status", new Schema.Whole("HTTP's status."))
          .and("detail", Schema.text("One sentence."))
          .and("code", Schema.text("The kind, for programs."))
          .titled("Problem");

  private Problems() {}

  /** A fault in the words of a route. */
  static Answer answer(Route.Faults dialect, MienException fault) {
    int status = status(fault.kind());
    Answer answer =
        switch (dialect) {
          case PLAIN -> Answer.json(status, out -> out.text("error", plain(fault)));
          case PROBLEM -> problem(status, fault.fault(), detail(fault), _ -> {});
        };
    return fault.kind() == Kind.BUSY ? answer.with("Retry-After", RETRY_SECONDS) : answer;
  }

  /** A problem that has a status of its own. */
  static Answer problem(int status, FaultCode fault, String detail) {
    return problem(status, fault, detail, _ -> {});
  }

  /**
   * A problem without an exception, that a slice knows more about.
   *
   * @param more writes members beyond those that every problem has (RFC 9457, 3.2)
   */
  public static Answer problem(FaultCode fault, String detail, Consumer<Json> more) {
    return problem(status(fault.kind()), fault, detail, more);
  }

  private static Answer problem(int status, FaultCode fault, String detail, Consumer<Json> more) {
    return Answer.text(
        status,
        Answer.PROBLEM,
        Json.object(
            out -> {
              out.text("type", "urn:mien:problem:" + fault.text())
                  .text("title", title(status))
                  .whole("status", status)
                  .text("detail", detail)
                  .text("code", fault.text());
              more.accept(out);
            }));
  }

  /** The status of HTTP that says what a caller can do. */
  public static int status(Kind kind) {
    return switch (kind) {
      case INVALID, UNDECODABLE, USAGE -> 400;
      case UNIDENTIFIED -> 401;
      case FORBIDDEN -> 403;
      case ABSENT -> 404;
      case SLOW -> 408;
      case CONFLICT -> 409;
      case UNFIT -> 422;
      case BUG -> 500;
      case EXTERNAL -> 502;
      case UNAVAILABLE, BUSY -> 503;
    };
  }

  private static String plain(MienException fault) {
    return switch (fault.kind()) {
      case UNDECODABLE -> UNDECODABLE;
      case UNAVAILABLE -> NOT_LOADED;
      case BUSY -> sentence(fault);
      case EXTERNAL -> EXTERNAL;
      case BUG -> INTERNAL;
      case INVALID, USAGE, UNIDENTIFIED, FORBIDDEN, ABSENT, SLOW, CONFLICT, UNFIT -> message(fault);
    };
  }

  static String detail(MienException fault) {
    return switch (fault.kind()) {
      // An operator's fault names folders of the server: not for strangers.
      case UNAVAILABLE -> fault.fault().sentence().orElse(MISCONFIGURED);
      case BUSY -> sentence(fault);
      // Its reason is worded by the provider: no part of a photo, no key.
      case EXTERNAL -> EXTERNAL + " " + message(fault);
      case BUG -> INTERNAL;
      case INVALID, UNDECODABLE, USAGE, UNIDENTIFIED, FORBIDDEN, ABSENT, SLOW, CONFLICT, UNFIT ->
          message(fault);
    };
  }

  /** A fault's clause as a sentence of its own. */
  private static String sentence(MienException fault) {
    String clause = message(fault);
    String begun = clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }

  private static String message(MienException fault) {
    String message = fault.getMessage();
    return message == null || message.isEmpty() ? fault.code() : message;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "API key required";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 408 -> "Upload too slow";
      case 409 -> "Conflict";
      case 414, 431 -> "Request too long";
      case 422 -> "Unusable photo";
      case 502 -> "Provider failed";
      case 503 -> "Unavailable";
      default -> "Internal error";
    };
  }
}
