package mien.engine.model;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/**
 * When a client that fetches has been silent for too long. Before its first sign of life the
 * registry may not be there at all, and after the client's own time for a start the registry is
 * asked directly; later it is merely slow. For one thread.
 */
final class NpmPatience implements AutoCloseable {

  private final PullPolicy policy;
  private final Duration own;
  private final NpmSettings settings;
  private final HttpClient http;
  private Optional<RegistryProbe> probe = Optional.empty();
  private boolean asked;
  private long since = System.nanoTime();
  private long seen;

  /**
   * Begins to wait.
   *
   * @param own how long the client takes for a start, on this machine, now
   */
  NpmPatience(PullPolicy policy, Duration own, NpmSettings settings, HttpClient http) {
    this.policy = policy;
    this.own = own;
    this.settings = settings;
    this.http = http;
  }

  /**
   * Looks once more.
   *
   * @param life any number that changes while the client gets on; 0 before its first sign
   * @return why to give it up, for the user
   */
  Optional<String> over(long life) {
    if (life != seen) {
      seen = life;
      since = System.nanoTime();
    }
    Duration silence = Duration.ofNanos(System.nanoTime() - since);
    if (seen != 0) {
      Duration most = policy.stallTimeout();
      return longer(silence, most.plus(policy.connectTimeout())) ? silent(most) : Optional.empty();
    }
    if (!asked && longer(silence, own)) {
      asked = true;
      probe = settings.registry().flatMap(r -> RegistryProbe.start(http, r, policy.probe()));
    }
    if (longer(silence, own.multipliedBy(2)) && probe.filter(RegistryProbe::silent).isPresent()) {
      return Optional.of("the npm registry does not answer");
    }
    Duration most = policy.connectTimeout();
    return longer(silence, most.plus(own.multipliedBy(3))) ? silent(most) : Optional.empty();
  }

  private static boolean longer(Duration a, Duration b) {
    return a.compareTo(b) > 0;
  }

  private static Optional<String> silent(Duration patience) {
    return Optional.of("the npm registry did not answer for " + patience.toSeconds() + " s");
  }

  @Override
  public void close() {
    probe.ifPresent(RegistryProbe::close);
  }
}
