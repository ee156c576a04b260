package mien.engine.model;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One small question to a registry while a client works with it: the npm client retries in silence
 * for minutes where a network swallows its packets, and this finds out in seconds. Silence alone
 * counts: what a client is told (no such name, no connection, a refusal) it passes on by itself.
 * For one thread; the request runs on the HTTP client's own threads and ends with its time-out.
 */
final class RegistryProbe implements AutoCloseable {

  private final CompletableFuture<Boolean> silent;

  private RegistryProbe(CompletableFuture<Boolean> silent) {
    this.silent = silent;
  }

  /**
   * Asks.
   *
   * @param registry its root
   * @param patience until it counts as silent
   * @return empty if the address is none that can be asked
   */
  static Optional<RegistryProbe> start(HttpClient client, URI registry, Duration patience) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(registry.resolve("-/ping"))
              .timeout(patience)
              .header("User-Agent", "mien")
              .build();
      return Optional.of(
          new RegistryProbe(
              client
                  .sendAsync(request, BodyHandlers.discarding())
                  .handle((_, failure) -> isTimeout(failure))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    return failure instanceof HttpTimeoutException
        || failure != null && failure.getCause() instanceof HttpTimeoutException;
  }

  /** Whether it is known by now that the registry does not answer. */
  boolean silent() {
    return silent.isDone() && silent.join();
  }

  @Override
  public void close() {
    silent.cancel(true);
  }
}
