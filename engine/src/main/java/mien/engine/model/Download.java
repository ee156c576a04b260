package mien.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Fetches one address into a {@code .part} file, going on where an earlier attempt stopped.
 *
 * <p>Beside the {@code .part} lies {@code .part.from}: the address and the server's validator (a
 * strong ETag, else Last-Modified). A resumed request carries it as {@code If-Range}, so that a
 * file which changed meanwhile comes whole. What is fetched is verified by the caller; nothing that
 * a server says is believed beyond that.
 */
final class Download {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_REFUSED = 416;
  private static final Duration LOOK = Duration.ofMillis(200);

  private final HttpClient client;
  private final PullPolicy policy;
  private final URI uri;
  private final Path part;
  private final long limit;

  /**
   * A download.
   *
   * @param limit bytes at most
   */
  Download(HttpClient client, PullPolicy policy, URI uri, Path part, long limit) {
    this.client = client;
    this.policy = policy;
    this.uri = uri;
    this.part = part;
    this.limit = limit;
  }

  /** An answer that trying again will not change, such as 404. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Fetches everything.
   *
   * @param progress told how many bytes are there, a few times a second
   * @throws Refused if the address will not give it
   * @throws IOException if it broke off as often as the policy allows
   */
  void fetch(LongConsumer progress) throws IOException, InterruptedException {
    Duration pause = policy.firstPause();
    for (int attempt = 1; ; attempt++) {
      try {
        attempt(progress);
        Files.deleteIfExists(origin());
        return;
      } catch (Refused e) {
        throw e;
      } catch (HttpTimeoutException e) {
        throw e; // who does not answer once keeps the user waiting no second time
      } catch (IOException e) {
        int most = e instanceof ConnectException ? 2 : policy.attempts();
        if (attempt >= Math.min(most, policy.attempts())) {
          throw new IOException(why(e) + " (tried " + attempt + " times)", e);
        }
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  /** Whether asking the same server for another file is no use. */
  static boolean isUnreachable(IOException e) {
    return e instanceof HttpTimeoutException || e.getCause() instanceof ConnectException;
  }

  /** What failed, for people: some exceptions of the JDK have no message. */
  static String why(IOException e) {
    return switch (e) {
      case HttpTimeoutException _ -> "the server did not answer in time";
      case ConnectException c
          when c.getCause() instanceof UnresolvedAddressException
              || c.getCause() instanceof UnknownHostException ->
          "the name of the server is not known here";
      case ConnectException _ -> "no connection to the server";
      default -> e.getMessage() == null ? "the connection broke off" : e.getMessage();
    };
  }

  private void attempt(LongConsumer progress) throws IOException, InterruptedException {
    Optional<String> validator = resumable();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(policy.connectTimeout())
            .header("User-Agent", "mien")
            .header("Accept-Encoding", "identity");
    if (validator.isPresent()) {
      request.header("Range", "bytes=" + Files.size(part) + "-");
      if (!validator.get().isEmpty()) {
        request.header("If-Range", validator.get());
      }
    }
    PartSink[] sink = new PartSink[1];
    BodyHandler<Long> handler =
        response -> {
          if (!usable(response)) {
            return BodySubscribers.replacing(0L);
          }
          long declared = response.headers().firstValueAsLong("Content-Length").orElse(0);
          sink[0] = new PartSink(part, response.statusCode() == PARTIAL, declared, limit);
          remember(
              response.headers().firstValue("ETag"),
              response.headers().firstValue("Last-Modified"));
          return sink[0];
        };
    CompletableFuture<HttpResponse<Long>> answer = client.sendAsync(request.build(), handler);
    HttpResponse<Long> response = await(answer, sink, progress);
    check(response, sink[0] != null);
  }

  /** Whether the body belongs into the part: all of it, or what follows what is there. */
  private boolean usable(HttpResponse.ResponseInfo response) {
    if (response.statusCode() == OK) {
      return true;
    }
    try {
      String range = response.headers().firstValue("Content-Range").orElse("");
      return response.statusCode() == PARTIAL
          && range.startsWith("bytes " + (Files.exists(part) ? Files.size(part) : 0) + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end of the body; gives up when nothing comes for too long. */
  private HttpResponse<Long> await(
      CompletableFuture<HttpResponse<Long>> answer, PartSink[] sink, LongConsumer progress)
      throws IOException, InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (true) {
      try {
        HttpResponse<Long> response = answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (sink[0] != null) {
          progress.accept(sink[0].size());
        }
        return response;
      } catch (TimeoutException e) {
        long size = sink[0] == null ? -1 : sink[0].size();
        if (size != seen) {
          seen = size;
          since = System.nanoTime();
          progress.accept(size);
        } else if (System.nanoTime() - since > policy.stallTimeout().toNanos()) {
          answer.cancel(true);
          throw new IOException("no byte came for " + policy.stallTimeout().toSeconds() + " s", e);
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw e;
      }
    }
  }

  private void check(HttpResponse<Long> response, boolean written) throws IOException {
    int status = response.statusCode();
    if (status == RANGE_REFUSED || (status == PARTIAL && !written)) {
      forget();
      throw new IOException("the server would not go on where the last attempt stopped");
    }
    boolean later = status >= 500 || status == 408 || status == 429;
    if (later) {
      throw new IOException("the server answered " + status);
    }
    if (status != OK && status != PARTIAL) {
      throw new Refused("the server answered " + status);
    }
  }

  /** The validator of a part that can be gone on with, "" when the server gave none. */
  private Optional<String> resumable() throws IOException {
    if (!Files.isRegularFile(part) || !Files.isRegularFile(origin()) || Files.size(part) == 0) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(origin(), StandardCharsets.UTF_8);
    if (lines.size() != 2 || !lines.getFirst().equals(uri.toString())) {
      return Optional.empty();
    }
    return Optional.of(lines.getLast());
  }

  private void remember(Optional<String> tag, Optional<String> modified) {
    String validator = tag.filter(value -> !value.startsWith("W/")).or(() -> modified).orElse("");
    try {
      Files.writeString(origin(), uri + "\n" + validator + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Throws the part away, so that the next attempt starts from the beginning. */
  void forget() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(origin());
  }

  private Path origin() {
    return part.resolveSibling(part.getFileName() + ".from");
  }
}
