package mien.engine;

import java.time.Duration;

/**
 * The moment after which an answer is of no use, as a value that travels with a request.
 *
 * @param nanoTime on the scale of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {

  /** A deadline that far from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Nanoseconds left; zero or less when it has passed. */
  public long nanosLeft() {
    return nanoTime - System.nanoTime();
  }
}
