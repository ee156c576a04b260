package mien.engine.model;

import java.time.Duration;

/**
 * How long a download may take and how often it is tried.
 *
 * @param connectTimeout until a server answers with its headers; one that does not is not asked
 *     again
 * @param stallTimeout without a single byte, after which an attempt is given up
 * @param attempts at one address, at least 1; each goes on where the last one stopped
 * @param firstPause before the second attempt; doubled before each further one
 * @param turn how long another pull into the same folder is waited for; zero does not wait
 */
public record PullPolicy(
    Duration connectTimeout,
    Duration stallTimeout,
    int attempts,
    Duration firstPause,
    Duration turn) {

  /**
   * 10 s to answer, 30 s without a byte, four attempts with pauses of 1, 2 and 4 s, and half an
   * hour for another pull.
   */
  public static final PullPolicy DEFAULT =
      new PullPolicy(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          4,
          Duration.ofSeconds(1),
          Duration.ofMinutes(30));

  /** How long a registry is asked whether it is there at all, while a client works with it. */
  Duration probe() {
    return connectTimeout.dividedBy(2);
  }

  /** Checks. */
  public PullPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, but was " + attempts);
    }
  }
}
