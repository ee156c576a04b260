package mien.studio.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does work at the start and then every day, by the clock on the wall: a machine that slept catches
 * up when it wakes. What failed is tried again after an hour.
 *
 * <p>One daemon thread, from {@link #begin} to {@link #close}; a platform thread, because SQLite
 * holds its carrier.
 */
final class DailyRound implements AutoCloseable {

  static final Duration DAY = Duration.ofDays(1);
  static final Duration AGAIN = Duration.ofHours(1);

  private static final System.Logger LOG = System.getLogger(DailyRound.class.getName());

  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  /** What is done; neither may throw. */
  interface Work {
    /** Once, when the server starts; whether it was done. */
    boolean atStart();

    /** Every day; whether it was done. */
    boolean daily();
  }

  private final InstantSource clock;
  private final Work work;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Instant next;

  DailyRound(InstantSource clock, Work work) {
    this.clock = clock;
    this.work = work;
    this.next = clock.instant();
    this.thread =
        Thread.ofPlatform().daemon().name("mien-daily-round").unstarted(this::untilClosed);
  }

  void begin() {
    thread.start();
  }

  /** When the next one is due. */
  Instant next() {
    return next;
  }

  private void untilClosed() {
    after(work.atStart());
    while (!closed) {
      ifDue();
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** Does the work if its time has come. */
  void ifDue() {
    if (!clock.instant().isBefore(next)) {
      after(work.daily());
    }
  }

  private void after(boolean done) {
    next = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(done ? DAY : AGAIN);
  }

  /** Waits for work that runs, but no longer than a stop may take: the vault survives a kill. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (thread.isAlive() && !thread.join(LONGEST_STOP)) {
        LOG.log(System.Logger.Level.WARNING, "the daily round was cut off: it took too long");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
