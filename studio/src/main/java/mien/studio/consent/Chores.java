package mien.studio.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.Vault;
import mien.vault.audit.SignatureScope;
import mien.vault.config.Actor;
import mien.vault.record.SweepReport;

/**
 * What is done once a day: the log is checked, the retention schedule carried out, and the newest
 * head anchored. Each is tried whatever became of the others: destruction is due although the
 * anchor's disk is away.
 */
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
   * @param words for staff; nothing about a person's data
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
    // Before the sweep: what it adds to a broken log must not be taken for sound.
    boolean checked =
        failure("check of the log", () -> watch.check(scope, vault.viewer(Actor.SWEEPER)))
            .isEmpty();
    Optional<Failure> sweep = failure("retention sweep", this::sweep);
    if (sweep.isPresent()) {
      note(sweep);
    }
    // Only behind a check of this very round.
    return checked && failure("anchor of the log", watch::anchor).isEmpty() && sweep.isEmpty();
  }

  private void sweep() {
    SweepReport report = vault.admin(Actor.SWEEPER).sweep();
    long unfinished = count(report, SweepReport.Result.UNFINISHED);
    LOG.log(
        unfinished > 0
            ? System.Logger.Level.WARNING
            : report.entries().isEmpty() ? System.Logger.Level.DEBUG : System.Logger.Level.INFO,
        "retention sweep: {0} erased, {1} on hold, {2} unfinished",
        count(report, SweepReport.Result.ERASED),
        count(report, SweepReport.Result.ON_HOLD),
        unfinished);
    note(
        unfinished == 0
            ? Optional.empty()
            : Optional.of(
                new Failure(
                    ConsentFault.ERASE_UNFINISHED.text(),
                    unfinished
                        + " erasures have no receipt yet: bytes were found, or could not be"
                        + " looked for. The next round tries again.")));
  }

  private static Optional<Failure> failure(String what, Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (MienException e) {
      if (e.blame() != MienException.Blame.BUG) {
        LOG.log(
            System.Logger.Level.WARNING,
            "of the daily round the {0} failed and is tried again in an hour: {1}",
            what,
            e.getMessage());
        return Optional.of(new Failure(e.code(), String.valueOf(e.getMessage())));
      }
      return unforeseen(what, e);
    } catch (RuntimeException e) {
      return unforeseen(what, e);
    }
  }

  private static Optional<Failure> unforeseen(String what, RuntimeException fault) {
    LOG.log(
        System.Logger.Level.ERROR, "of the daily round the " + what + " failed unforeseen", fault);
    return Optional.of(new Failure(ConsentFault.UNFORESEEN.text(), "The server's log says why."));
  }

  private static long count(SweepReport report, SweepReport.Result result) {
    return report.entries().stream().filter(entry -> entry.result() == result).count();
  }
}
