package mien.vault.erase;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.open.VaultParts;
import mien.vault.policy.Disclosed;
import mien.vault.policy.PolicyPack;
import mien.vault.policy.RetentionSchedule;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.SweepReport;
import mien.vault.record.SweepReport.Entry;
import mien.vault.record.SweepReport.Result;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.SubjectId;

/**
 * Carries the retention schedule out. Doing it twice does nothing more; a dry run does nothing at
 * all. The daily thread belongs to the door that runs it.
 */
public final class Sweeper {

  private final VaultParts parts;
  private final Expiries expiries;
  private final Eraser eraser;

  public Sweeper(VaultParts parts, Eraser eraser) {
    this.parts = parts;
    this.expiries = new Expiries(parts);
    this.eraser = eraser;
  }

  /** What is due and whether a hold keeps it. */
  private record Due(
      SubjectId subject,
      EraseScope scope,
      EraseReason reason,
      Instant at,
      boolean held,
      boolean classes) {}

  public SweepReport sweep(boolean dryRun, Actor actor) {
    if (dryRun) {
      return parts
          .database()
          .read(
              reader -> {
                Instant now = parts.clock().now(reader);
                List<Entry> entries = new ArrayList<>();
                for (Due due : due(reader, now)) {
                  entries.add(entry(due, due.held ? Result.ON_HOLD : Result.WOULD_ERASE));
                }
                return new SweepReport(now, true, entries);
              });
    }
    parts
        .database()
        .read(
            reader -> {
              parts.clock().requireNoLeap(reader);
              return null;
            });
    eraser.finishAllPatiently(actor);
    expiries.note(actor);
    // The clock decides once, at the beginning: remembered, so that it cannot go back meanwhile.
    Instant now = parts.database().write(parts.clock()::tick);
    List<Due> due = parts.database().read(reader -> due(reader, now));
    List<Entry> entries = new ArrayList<>();
    for (int from = 0; from < due.size(); from += Eraser.BATCH) {
      List<Due> batch = due.subList(from, Math.min(due.size(), from + Eraser.BATCH));
      List<EraseOutcome> outcomes =
          eraser.eraseAll(batch.stream().map(one -> target(one, now)).toList(), actor);
      for (int i = 0; i < batch.size(); i++) {
        Due one = batch.get(i);
        result(outcomes.get(i)).ifPresent(result -> entries.add(entry(one, result)));
      }
    }
    long erased = entries.stream().filter(entry -> entry.result() == Result.ERASED).count();
    parts
        .database()
        .write(
            transaction -> {
              parts
                  .audit()
                  .appendForAll(
                      transaction,
                      AuditAction.SWEPT,
                      actor,
                      parts.clock().tick(transaction),
                      "due",
                      Integer.toString(entries.size()),
                      "erased",
                      Long.toString(erased),
                      "schedule",
                      parts.config().policy().schedule().id().value());
              return new UndisclosedClasses(parts).remember(transaction);
            });
    return new SweepReport(now, false, entries);
  }

  /** A long sweep leaves others time: who came back meanwhile is not due any more. */
  private Eraser.Target target(Due due, Instant now) {
    return new Eraser.Target(
        due.subject,
        due.scope,
        due.reason,
        transaction ->
            new SubjectTable(transaction)
                .clocks(due.subject)
                .flatMap(clocks -> due(clocks, now, due.classes))
                .filter(still -> still.scope == due.scope && still.reason == due.reason)
                .isPresent());
  }

  /** What the report says; nothing of those that were not due any more. */
  private static Optional<Result> result(EraseOutcome outcome) {
    return switch (outcome) {
      case EraseOutcome.Erased _ -> Optional.of(Result.ERASED);
      case EraseOutcome.OnHold _ -> Optional.of(Result.ON_HOLD);
      case EraseOutcome.Unfinished _ -> Optional.of(Result.UNFINISHED);
      case EraseOutcome.NothingHeld _ -> Optional.empty();
    };
  }

  private static Entry entry(Due due, Result result) {
    return new Entry(due.subject, due.scope, due.reason, due.at, result);
  }

  private List<Due> due(Connection connection, Instant now) throws SQLException {
    List<Due> found = new ArrayList<>();
    Set<SubjectId> classes = new UndisclosedClasses(parts).all(connection);
    for (SubjectTable.Clocks clocks : new SubjectTable(connection).clocks()) {
      due(clocks, now, classes.contains(clocks.id())).ifPresent(found::add);
    }
    found.sort(Comparator.comparing(Due::subject));
    return found;
  }

  private Optional<Due> due(SubjectTable.Clocks clocks, Instant now, boolean classes) {
    RetentionSchedule schedule = parts.config().policy().schedule();
    RetentionSchedule.Events events =
        new RetentionSchedule.Events(
            clocks.lastInteractionAt(),
            clocks.purposeSatisfiedAt(),
            clocks.withdrawnAt(),
            clocks.consentExpiresAt());
    Optional<Instant> general = schedule.generalDue(events);
    if (general.isPresent() && !now.isBefore(general.get())) {
      return Optional.of(
          new Due(
              clocks.id(),
              EraseScope.EVERYTHING,
              EraseReason.RETENTION,
              general.get(),
              clocks.held(),
              classes));
    }
    if (!clocks.biometric()) {
      return Optional.empty();
    }
    Optional<Due> byClock =
        schedule
            .biometricDue(events)
            .filter(due -> !now.isBefore(due.at()))
            .map(
                due ->
                    new Due(
                        clocks.id(),
                        EraseScope.BIOMETRIC,
                        EraseReason.of(due.cause()),
                        due.at(),
                        clocks.held(),
                        classes));
    return byClock.isPresent() ? byClock : notAllowed(clocks, now, classes);
  }

  /** What the policy in force does not let be kept at all, whatever the clocks say: due at once. */
  private Optional<Due> notAllowed(SubjectTable.Clocks clocks, Instant now, boolean classes) {
    PolicyPack policy = parts.config().policy();
    boolean withoutRelease = policy.template().isPresent() && clocks.release().isEmpty();
    boolean derived =
        clocks.embeddings() && !policy.keeps().contains(Disclosed.EMBEDDINGS)
            || clocks.classifications()
                && (classes || !policy.keeps().contains(Disclosed.CLASSIFICATIONS));
    if (!withoutRelease && !derived) {
      return Optional.empty();
    }
    // Where nothing but face templates is held, their key goes too.
    EraseScope scope =
        withoutRelease || !clocks.files() ? EraseScope.BIOMETRIC : EraseScope.DERIVED;
    return Optional.of(
        new Due(clocks.id(), scope, EraseReason.POLICY, now, clocks.held(), classes));
  }
}
