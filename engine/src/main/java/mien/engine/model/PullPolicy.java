package mien.engine.model;

import java.time.Duration;

/**
 * How long a download may take and how often it is tried.
 *
 * @param connectTimeout until a server answers with its headers
 * @param stallTimeout without a single byte, after which an attempt is given up
 * @param attempts at one address, at least 1; each goes on where the last one stopped
 * @param firstPause before the second attempt; doubled before each further one
 */
public record PullPolicy(
    Duration connectTimeout, Duration stallTimeout, int attempts, Duration firstPause) {

  /** 20 s to answer, 30 s without a byte, four attempts with pauses of 1, 2 and 4 s. */
  public static final PullPolicy DEFAULT =
      new PullPolicy(Duration.ofSeconds(20), Duration.ofSeconds(30), 4, Duration.ofSeconds(1));

  /** Checks. */
  public PullPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, but was " + attempts);
    }
  }
}
