package mien.studio.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import mien.studio.frame.JobWork;
import mien.studio.frame.Jobs;

/**
 * Does work at the start and then every day, by the clock on the wall: a machine that slept catches
 * up when it wakes. What failed is tried again after an hour.
 *
 * <p>One job of the studio, from {@link #begin} to {@link #close}.
 */
final class DailyRound implements AutoCloseable {

  static final Duration DAY = Duration.ofDays(1);
  static final Duration AGAIN = Duration.ofHours(1);

  private static final Duration LOOK = Duration.ofSeconds(30);

  /** What is done; neither may throw. */
  interface Work {
    /** Once, when the server starts; whether it was done. */
    boolean atStart();

    /** Every day; whether it was done. */
    boolean daily();
  }

  private final InstantSource clock;
  private final Work work;
  private final Jobs.Kind job;
  private volatile Instant next;

  DailyRound(InstantSource clock, Work work, Jobs jobs) {
    this.clock = clock;
    this.work = work;
    this.next = clock.instant();
    // Every start of the server begins it, so nothing needs to be resumed.
    this.job = jobs.kind("daily-round", false, (_, run) -> untilStopped(run));
  }

  void begin() {
    var _ = job.start("");
  }

  /** When the next one is due. */
  Instant next() {
    return next;
  }

  private void untilStopped(JobWork.Run run) {
    after(work.atStart());
    while (!run.cancelled()) {
      ifDue();
      run.pause(LOOK);
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
    job.stop();
  }
}
