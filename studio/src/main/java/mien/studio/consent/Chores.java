package mien.studio.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.Actor;
import mien.vault.SweepReport;
import mien.vault.Vault;
import mien.vault.audit.SignatureScope;

/** What is done once a day: the retention schedule is carried out, and the log checked. */
final class Chores implements DailyRound.Work {

  private static final System.Logger LOG = System.getLogger(Chores.class.getName());

  private final Vault vault;
  private final LogWatch watch;
  private final InstantSource clock;
  private volatile Optional<Round> latest = Optional.empty();

  Chores(Vault vault, LogWatch watch, InstantSource clock) {
    this.vault = vault;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * A round that was made.
   *
   * @param at when
   * @param failure why what is due may not have been destroyed; empty: it was
   */
  record Round(Instant at, Optional<Failure> failure) {}

  /**
   * Why a round failed.
   *
   * @param code of the fault
   * @param words for staff; nothing of anybody's data
   */
  record Failure(String code, String words) {}

  /** The latest round; none before the first. */
  Optional<Round> latest() {
    return latest;
  }

  private void note(Optional<Failure> failure) {
    latest = Optional.of(new Round(clock.instant().truncatedTo(ChronoUnit.MILLIS), failure));
  }

  /** At the start the newest signature is enough: it depends on every leaf. */
  @Override
  public boolean atStart() {
    return run(SignatureScope.NEWEST);
  }

  @Override
  public boolean daily() {
    return run(SignatureScope.ALL);
  }

  private boolean run(SignatureScope scope) {
    try {
      // Before the sweep: what it adds to a broken log must not be taken for sound.
      watch.check(scope, Actor.SWEEPER);
      SweepReport report = vault.sweep(Actor.SWEEPER);
      watch.anchor();
      long erased = count(report, SweepReport.Result.ERASED);
      long held = count(report, SweepReport.Result.ON_HOLD);
      long unfinished = count(report, SweepReport.Result.UNFINISHED);
      LOG.log(
          unfinished > 0
              ? System.Logger.Level.WARNING
              : report.entries().isEmpty() ? System.Logger.Level.DEBUG : System.Logger.Level.INFO,
          "retention sweep: {0} erased, {1} on hold, {2} unfinished",
          erased,
          held,
          unfinished);
      note(
          unfinished == 0
              ? Optional.empty()
              : Optional.of(
                  new Failure(
                      "erase.unfinished",
                      unfinished
                          + " erasures have no receipt yet: bytes were found, or could not be"
                          + " looked for. The next round tries again.")));
      return true;
    } catch (MienException e) {
      note(Optional.of(new Failure(e.code(), String.valueOf(e.getMessage()))));
      LOG.log(System.Logger.Level.WARNING, "the daily round failed: {0}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      note(Optional.of(new Failure("unforeseen", "The server's log says why.")));
      LOG.log(System.Logger.Level.ERROR, "the daily round failed unforeseen", e);
      return false;
    }
  }

  private static long count(SweepReport report, SweepReport.Result result) {
    return report.entries().stream().filter(entry -> entry.result() == result).count();
  }
}
