package mien.studio.consent;

import mien.core.MienException;
import mien.vault.Actor;
import mien.vault.SweepReport;
import mien.vault.Vault;
import mien.vault.audit.SignatureScope;

/**
 * What is done once a day: the log is checked, the retention schedule carried out, and the newest
 * head anchored. Each is tried whatever became of the others: destruction is due although the
 * anchor's disk is away.
 */
final class Chores implements DailyRound.Work {

  private static final System.Logger LOG = System.getLogger(Chores.class.getName());

  private final Vault vault;
  private final LogWatch watch;

  Chores(Vault vault, LogWatch watch) {
    this.vault = vault;
    this.watch = watch;
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
    boolean checked = done("check of the log", () -> watch.check(scope, Actor.SWEEPER));
    boolean swept = done("retention sweep", this::sweep);
    // Only behind a check of this very round.
    return checked && done("anchor of the log", watch::anchor) && swept;
  }

  private void sweep() {
    SweepReport report = vault.sweep(Actor.SWEEPER);
    long unfinished = count(report, SweepReport.Result.UNFINISHED);
    LOG.log(
        unfinished > 0
            ? System.Logger.Level.WARNING
            : report.entries().isEmpty() ? System.Logger.Level.DEBUG : System.Logger.Level.INFO,
        "retention sweep: {0} erased, {1} on hold, {2} unfinished",
        count(report, SweepReport.Result.ERASED),
        count(report, SweepReport.Result.ON_HOLD),
        unfinished);
  }

  private static boolean done(String what, Runnable work) {
    try {
      work.run();
      return true;
    } catch (MienException e) {
      if (e.blame() == MienException.Blame.BUG) {
        LOG.log(
            System.Logger.Level.ERROR, "of the daily round the " + what + " failed unforeseen", e);
        return false;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "of the daily round the {0} failed and is tried again in an hour: {1}",
          what,
          e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR, "of the daily round the " + what + " failed unforeseen", e);
    }
    return false;
  }

  private static long count(SweepReport report, SweepReport.Result result) {
    return report.entries().stream().filter(entry -> entry.result() == result).count();
  }
}
