package mien.studio.compare;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import mien.engine.Deadline;

/**
 * The one class of the studio that opens a connection, and only to the address in its settings:
 * redirects are not followed, because they would take a face and a key elsewhere.
 *
 * <p>Everything is bounded: connecting, each answer in time and size, the tries, and all of them
 * together. Safe for many threads; its own threads end with {@link #close}.
 */
final class VisionClient implements AutoCloseable {

  /** An answer is one number; this leaves room for what servers say beside it. */
  static final int MOST_BYTES = 64 * 1024;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /** Waits; a test only notes it. */
  interface Pause {
    /** Waits that long. */
    void of(Duration time) throws InterruptedException;
  }

  private final VisionSettings settings;
  private final Pause pause;
  private final Clock clock;
  private final HttpClient client;

  VisionClient(VisionSettings settings, Pause pause, Clock clock) {
    this.settings = settings;
    this.pause = pause;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            // Many local servers answer an upgrade to HTTP/2 with an error.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connect())
            .build();
  }

  /**
   * Asks until there is an answer, or no use in asking, or no time.
   *
   * @param crops JPEG files, in order
   * @param deadline for all tries together
   * @throws InterruptedException if no one waits for the answer; the request is canceled
   */
  double ask(VisionQuestion question, List<byte[]> crops, Deadline deadline)
      throws VisionFault, InterruptedException {
    byte[] body = question.body(settings.model(), crops);
    boolean sent = false;
    boolean askedAgain = false;
    for (int tried = 1; ; tried++) {
      try {
        return VisionAnswer.read(question, exchange(body, deadline));
      } catch (VisionFault fault) {
        sent |= fault.sent();
        boolean more =
            switch (fault.kind()) {
              case LATER -> tried < settings.tries();
              case AGAIN -> !askedAgain;
              case SLOW, NEVER, DECLINED -> false;
            };
        askedAgain |= fault.kind() == VisionFault.Kind.AGAIN;
        Duration wait = pauseAfter(fault, tried);
        if (!more || wait.compareTo(Duration.ofNanos(deadline.nanosLeft())) >= 0) {
          throw fault.after(sent);
        }
        pause.of(wait);
      }
    }
  }

  private static Duration pauseAfter(VisionFault fault, int tried) {
    if (fault.kind() == VisionFault.Kind.AGAIN) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << (tried - 1));
    return fault.pause().orElse(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
  }

  private byte[] exchange(byte[] body, Deadline deadline) throws VisionFault, InterruptedException {
    long left = Math.min(settings.read().toNanos(), deadline.nanosLeft());
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request(body),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      // Not the request's own time-out: that one ends with the headers, and a body may drip.
      return usable(answer.get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw VisionFault.slow();
    } catch (ExecutionException e) {
      throw broken(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.completions())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("User-Agent", "mien")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    settings.key().authorization().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private byte[] usable(HttpResponse<byte[]> answer) throws VisionFault {
    int status = answer.statusCode();
    if (status == 200) {
      return answer.body();
    }
    String reason = "it answered with HTTP status " + status;
    if (status == 429 || status == 408 || status >= 500) {
      throw VisionFault.later(
          reason, answer.headers().firstValue("Retry-After").flatMap(this::retryAfter));
    }
    if (status == 401 || status == 403) {
      throw VisionFault.never(reason + ": it does not take the key", true);
    }
    throw VisionFault.never(reason + ": check the base URL and the model's name", true);
  }

  /** RFC 9110, 10.2.3: whole seconds, or a date. */
  private Optional<Duration> retryAfter(String value) {
    String text = value.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static VisionFault broken(Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          VisionFault.notReached("connecting to it took too long");
      case ConnectException _ -> VisionFault.notReached("it refused the connection");
      case UnresolvedAddressException _ -> VisionFault.notReached("its host is unknown");
      case SSLHandshakeException _ ->
          VisionFault.never("its certificate is not trusted, or its TLS too old", false);
      default ->
          VisionFault.later(
              "its answer broke off or is longer than " + MOST_BYTES + " bytes", Optional.empty());
    };
  }

  /** Cancels what runs. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
