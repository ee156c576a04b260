package mien.studio.http;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import mien.core.MienException;
import mien.engine.PhotoFaces;
import mien.json.Json;

/**
 * Faults as answers: the only place where HTTP errors are worded, in two dialects. The words of
 * {@code /compare-faces} are a contract.
 */
public final class Problems {

  /** The contract's own. Waiting does not help, so no Retry-After goes with it. */
  static final String NOT_LOADED = "AI models are not loaded. Please try again later.";

  /** For every other route, and for the operator. Names no folder. */
  public static final String MODELS_MISSING = "Models are missing. Run: mien models pull registry";

  /** What an operator has to put right, for those who are not the operator. */
  static final String MISCONFIGURED =
      "This server is not set up for that. Its log says what is missing.";

  static final String INTERNAL = "Internal error. The server's log has the details.";
  static final String UNDECODABLE = "Could not decode image. Please upload a valid image file.";
  static final String EXTERNAL = "External AI provider error. Falling back or retrying.";
  static final String VAULT_FAULT =
      "The vault cannot do that now; nothing was changed. The server's log says why.";

  static final String UNKNOWN =
      "The connection to the vault's database was lost while it wrote, so whether this was done is"
          + " unknown. Look before you do it again. The server's log says more.";

  static final String UNFINISHED =
      "The connection to the vault's database was lost, so this was not finished. Look at what was"
          + " done before you do it again. The server's log says more.";

  /** Something was changed, and the client must know that. Names no folder. */
  static final String WITHDRAWN_ONLY = "consent.withdrawn-only";

  /** What the consent desk refuses, but for requests that are wrong in themselves. */
  private static final Map<String, Integer> STATUS =
      Map.ofEntries(
          Map.entry("vault.role", 403),
          Map.entry("consent.none", 403),
          Map.entry("consent.withdrawn", 403),
          Map.entry("consent.expired", 403),
          Map.entry("consent.other-text", 403),
          Map.entry("consent.purpose-satisfied", 403),
          Map.entry("consent.not-disclosed", 403),
          Map.entry("erase.pending", 403),
          Map.entry("vault.off", 404),
          Map.entry("subject.unknown", 404),
          Map.entry("biometric.none", 404),
          Map.entry("consent.nothing-given", 404),
          Map.entry("receipt.unknown", 404),
          Map.entry("consent.text-unknown", 404),
          Map.entry("consent.altered", 403),
          Map.entry("audit.no-such-leaf", 404),
          Map.entry("audit.no-such-head", 404),
          Map.entry("subject.taken", 409),
          Map.entry("consent.text-changed", 409),
          Map.entry("consent.purpose-not-offered", 409),
          Map.entry("consent.none-needed", 409),
          Map.entry("erase.on-hold", 409));

  /** As {@code ExternalFault} of the compare slice has it; this package knows no slice. */
  static final String EXTERNAL_CODE = "provider.external";

  /** Long enough for a queue to move, short enough for a person. */
  private static final String RETRY_SECONDS = "2";

  /** The body of an error of {@code /compare-faces}. */
  public static final Schema.Fields PLAIN =
      Schema.fields().and("error", Schema.text("One sentence."));

  /** The body of every other error. */
  public static final Schema.Fields PROBLEM =
      Schema.fields()
          .and("type", Schema.text("A URN that names the kind of problem."))
          .and("title", Schema.text("The kind in words."))
          .and("status", new Schema.Whole("HTTP's status."))
          .and("detail", Schema.text("One sentence."))
          .and("code", Schema.text("The kind, for programs."));

  private Problems() {}

  /** A fault in the words of a route. */
  static Answer answer(Route.Faults dialect, MienException fault) {
    int status = status(fault);
    Answer answer =
        switch (dialect) {
          case PLAIN -> Answer.json(status, out -> out.text("error", plain(fault, status)));
          case PROBLEM -> problem(status, fault.code(), detail(fault, status));
        };
    boolean later = status == 503 && fault.blame() == MienException.Blame.BUSY;
    return later ? answer.with("Retry-After", RETRY_SECONDS) : answer;
  }

  /** A problem without an exception. */
  static Answer problem(int status, String code, String detail) {
    return problem(status, code, detail, _ -> {});
  }

  /**
   * A problem that a slice knows more about.
   *
   * @param more writes members beyond those that every problem has (RFC 9457, 3.2)
   */
  public static Answer problem(int status, String code, String detail, Consumer<Json> more) {
    return Answer.text(
        status,
        Answer.PROBLEM,
        Json.object(
            out -> {
              out.text("type", "urn:mien:problem:" + code)
                  .text("title", title(status))
                  .whole("status", status)
                  .text("detail", detail)
                  .text("code", code);
              more.accept(out);
            }));
  }

  static int status(MienException fault) {
    return switch (fault.blame()) {
      case USER ->
          switch (fault.code()) {
            case "face.none", "face.several" -> 422;
            case "access.key" -> 401;
            case "access.origin" -> 403;
            case "upload.too-slow" -> 408;
            default -> STATUS.getOrDefault(fault.code(), 400);
          };
      case OPERATOR -> 503;
      case BUSY -> fault.code().equals(EXTERNAL_CODE) ? 502 : 503;
      case BUG -> 500;
    };
  }

  private static String plain(MienException fault, int status) {
    return switch (status) {
      case 502 -> EXTERNAL;
      case 503 -> fault.blame() == MienException.Blame.OPERATOR ? NOT_LOADED : sentence(fault);
      case 500 -> INTERNAL;
      default -> undecodable(fault) ? UNDECODABLE : message(fault);
    };
  }

  /** Other remedies than another file: a smaller photo, or the whole one. */
  private static boolean undecodable(MienException fault) {
    return fault.code().startsWith("photo.")
        && !fault.code().equals("photo.too-many-pixels")
        && !fault.code().equals(PhotoFaces.INCOMPLETE);
  }

  static String detail(MienException fault, int status) {
    return switch (status) {
      case 500 -> INTERNAL;
      // Its reason is worded by the provider: no part of a photo, no key.
      case 502 -> EXTERNAL + " " + message(fault);
      // An operator's fault names folders of the server: not for strangers.
      case 503 ->
          fault.blame() == MienException.Blame.OPERATOR && !fault.code().equals(WITHDRAWN_ONLY)
              ? operators(fault)
              : sentence(fault);
      default -> message(fault);
    };
  }

  private static String operators(MienException fault) {
    String code = fault.code();
    // Where an answer was lost no client may be told that nothing was changed.
    if (code.equals("vault.unknown")) {
      return UNKNOWN;
    }
    if (code.equals("vault.database")) {
      return UNFINISHED;
    }
    if (code.startsWith("vault.") || code.startsWith("audit.")) {
      return VAULT_FAULT;
    }
    return code.startsWith("model.") ? MODELS_MISSING : MISCONFIGURED;
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
