package mien.studio.compare;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How an OpenAI-compatible vision service is asked. There is no default that asks one: the operator
 * who makes this has decided that faces leave the machine.
 *
 * @param base of the API, {@code https://host/v1}; plain http on loopback only, because a face and
 *     a key go over it
 * @param model the name that the service knows
 * @param key sent as bearer token
 * @param connect how long connecting may take
 * @param read how long one answer may take, from request to last byte
 * @param deadline for all questions, tries and pauses of one request together
 * @param tries of one question when the service is busy, broken or not reached, 1 to 10
 * @param fallback whether the engine of this machine answers when the service does not
 * @param threshold at and above which a judged similarity means the same person, above 0, below 1
 */
public record VisionSettings(
    URI base,
    String model,
    VisionKey key,
    Duration connect,
    Duration read,
    Duration deadline,
    int tries,
    boolean fallback,
    double threshold) {

  /** The model that is asked unless told otherwise. */
  public static final String DEFAULT_MODEL = "gpt-4.1-mini";

  /** What an address must be like. */
  public static final String BASE_RULE =
      "https://host/path without user, query and fragment (http on loopback only: localhost,"
          + " 127.0.0.1, [::1])";

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  /** Refuses what cannot work or would send a face in the clear. */
  public VisionSettings {
    Objects.requireNonNull(key, "key");
    check(base);
    if (model.isBlank()) {
      throw new IllegalArgumentException("the model's name must not be blank");
    }
    for (Duration time : List.of(connect, read, deadline)) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("times must be above zero, but one was " + time);
      }
    }
    if (tries < 1 || tries > 10) {
      throw new IllegalArgumentException("tries must be 1 to 10, but were " + tries);
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "the threshold must be above 0 and below 1, but was " + threshold);
    }
  }

  /**
   * An address as a person writes it.
   *
   * @throws IllegalArgumentException if a face may not be sent there
   */
  public static URI base(String text) {
    URI base = URI.create(text.strip());
    check(base);
    return base;
  }

  private static void check(URI base) {
    String scheme = Objects.requireNonNullElse(base.getScheme(), "").toLowerCase(Locale.ROOT);
    String host = Objects.requireNonNullElse(base.getHost(), "");
    if (host.isEmpty()
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || !(scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(host))) {
      throw new IllegalArgumentException(
          "the base URL must be "
              + BASE_RULE
              + ", but its scheme is '"
              + scheme
              + "' and its host '"
              + host
              + "'");
    }
  }

  /** The usual: 5 s to connect, 20 s an answer, 30 s in all, three tries, fallback, 0.5. */
  public static VisionSettings of(URI base, String model, VisionKey key) {
    return new VisionSettings(
        base,
        model,
        key,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        3,
        true,
        0.5);
  }

  /** The same without falling back to this machine's engine. */
  public VisionSettings withoutFallback() {
    return new VisionSettings(base, model, key, connect, read, deadline, tries, false, threshold);
  }

  /** Where questions go. */
  URI completions() {
    String path = base.toString();
    return URI.create((path.endsWith("/") ? path : path + "/") + "chat/completions");
  }
}
