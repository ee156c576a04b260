package mien.vault.erase;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mien.core.MienException;
import mien.vault.config.Actor;
import mien.vault.config.OtherHolder;
import mien.vault.fault.VaultFault;
import mien.vault.open.BiometricKeys;
import mien.vault.open.FaultPoints.Step;
import mien.vault.open.HoldSeal;
import mien.vault.open.VaultParts;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.ErasureReceipt;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.LegalHold;
import mien.vault.subject.SubjectId;

/**
 * Destroys, looks, and only then signs.
 *
 * <p>In order: the erasures are written down; fingerprints of what goes are taken; rows and keys
 * are deleted and the leaves appended; files are removed, other holders asked; deleted pages and
 * the write-ahead log are emptied; every file of the vault is searched, once for all of a batch;
 * the receipts are signed. Others can write between these steps and during the search, which can
 * take long; no one else erases meanwhile, in this process or another. An erasure that was begun is
 * ended at the next opening, whatever happened in between, with the same look: the fingerprints are
 * kept until then.
 */
public final class Eraser {

  /** Subjects of one look: it holds their fingerprints in memory, about 1 KB each. */
  public static final int BATCH = 10_000;

  /** Subjects that are destroyed before others may write again. */
  private static final int STEP = 100;

  /** How long another look may keep an erasure from beginning. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final VaultParts parts;
  private final Destruction destruction;
  private final Receipts receipts;

  public Eraser(VaultParts parts) {
    this.parts = parts;
    this.destruction = new Destruction(parts);
    this.receipts = new Receipts(parts);
  }

  /** Whether an erasure that was planned earlier is still to be done. */
  @FunctionalInterface
  public interface Condition {

    /** Erases whatever happened. */
    Condition ALWAYS = _ -> true;

    boolean holds(Connection transaction) throws SQLException;
  }

  /**
   * One subject to erase.
   *
   * @param condition asked at the very moment; where it does not hold nothing is done
   */
  public record Target(
      SubjectId subject, EraseScope scope, EraseReason reason, Condition condition) {}

  public EraseOutcome erase(SubjectId subject, EraseScope scope, EraseReason reason, Actor actor) {
    Target target = new Target(subject, scope, reason, Condition.ALWAYS);
    return eraseAll(List.of(target), actor).getFirst();
  }

  /**
   * Erases at most {@link #BATCH} subjects.
   *
   * @return the outcomes in their order
   * @throws MienException blame BUSY if others erase for too long; then nothing was done
   */
  public List<EraseOutcome> eraseAll(List<Target> targets, Actor actor) {
    return parts
        .database()
        .erasing(PATIENCE, () -> begin(targets, actor))
        .orElseThrow(Eraser::othersErase);
  }

  private static MienException othersErase() {
    return new MienException(
        VaultFault.BUSY,
        "One erasure looks through the vault at a time, and others have done so for "
            + PATIENCE.toMinutes()
            + " minutes: try again. Nothing was changed.");
  }

  private List<EraseOutcome> begin(List<Target> targets, Actor actor) {
    List<Optional<EraseOutcome>> settled = new ArrayList<>();
    List<ErasureTable.Row> begun = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (int from = 0; from < targets.size(); from += STEP) {
      List<Target> step = targets.subList(from, Math.min(targets.size(), from + STEP));
      parts
          .database()
          .exclusively(
              session -> {
                List<ErasureTable.Row> fresh =
                    session.transaction(transaction -> begin(transaction, step, settled, actor));
                parts.faults().at(Step.ERASURE_BEGUN);
                begun.addAll(destroy(session, fresh, files, actor));
                return null;
              });
      parts.faults().at(Step.STEP_ENDED);
    }
    List<EraseOutcome> ended = new ArrayList<>(conclude(begun, files));
    List<EraseOutcome> outcomes = new ArrayList<>();
    for (Optional<EraseOutcome> one : settled) {
      outcomes.add(one.isPresent() ? one.get() : ended.removeFirst());
    }
    return outcomes;
  }

  private List<ErasureTable.Row> begin(
      Connection transaction,
      List<Target> targets,
      List<Optional<EraseOutcome>> settled,
      Actor actor)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    List<ErasureTable.Row> begun = new ArrayList<>();
    for (Target target : targets) {
      Optional<EraseOutcome> outcome = settled(transaction, target);
      settled.add(outcome);
      if (outcome.isEmpty()) {
        begun.add(destruction.begin(transaction, target, actor, now));
      }
    }
    return begun;
  }

  private Optional<EraseOutcome> settled(Connection transaction, Target target)
      throws SQLException {
    if (!target.condition().holds(transaction)) {
      return Optional.of(new EraseOutcome.NothingHeld());
    }
    Optional<LegalHold> hold = HoldSeal.of(parts, transaction, target.subject());
    if (hold.isPresent()) {
      return Optional.of(new EraseOutcome.OnHold(hold.get()));
    }
    boolean biometric =
        new SubjectTable(transaction)
            .clocks(target.subject())
            .map(SubjectTable.Clocks::biometric)
            .orElse(false);
    return target.scope() == EraseScope.BIOMETRIC && !biometric
        ? Optional.of(new EraseOutcome.NothingHeld())
        : Optional.empty();
  }

  /** Destroys rows, keys and files; the erasures as they stand then. */
  private List<ErasureTable.Row> destroy(
      Database.Writer session, List<ErasureTable.Row> begun, List<String> files, Actor actor)
      throws SQLException {
    Map<String, Renewal.Fresh> fresh = destruction.prepare(session, begun);
    Destruction.Gone gone =
        session.transaction(transaction -> destruction.destroy(transaction, begun, fresh, actor));
    parts.faults().at(Step.DESTROYED);
    parts.files().remove(gone.files());
    files.addAll(gone.files());
    for (KeyTable.Key key : gone.keys()) {
      BiometricKeys.destroy(session, key);
    }
    return session.transaction(
        transaction -> {
          List<ErasureTable.Row> destroyed = new ArrayList<>();
          for (ErasureTable.Row row : begun) {
            destroyed.add(new ErasureTable(transaction).find(row.id()).orElseThrow());
          }
          return destroyed;
        });
  }

  /** Makes sure of it, looks, and signs; {@code begun} is destroyed, {@code files} are removed. */
  private List<EraseOutcome> conclude(List<ErasureTable.Row> begun, List<String> files) {
    if (begun.isEmpty()) {
      return List.of();
    }
    parts.files().sync();
    parts.database().write(transaction -> noLongerLoose(transaction, files));
    List<EraseOutcome> outcomes = look(withReplaced(begun));
    return outcomes.subList(0, begun.size());
  }

  /** The same look serves what was replaced and has no receipt yet. */
  private List<ErasureTable.Row> withReplaced(List<ErasureTable.Row> begun) {
    List<ErasureTable.Row> all = new ArrayList<>(begun);
    Set<String> there = new TreeSet<>();
    begun.forEach(row -> there.add(row.id()));
    parts.database().read(reader -> new ErasureTable(reader).replaced(BATCH)).stream()
        .filter(row -> !there.contains(row.id()))
        .forEach(all::add);
    return all;
  }

  private List<EraseOutcome> look(List<ErasureTable.Row> begun) {
    for (ErasureTable.Row row : begun) {
      // What others hold of a subject is not of what was replaced alone.
      if (!row.replaced()) {
        for (OtherHolder holder : parts.config().holders()) {
          holder.forget(new SubjectId(row.subject()));
        }
      }
    }
    parts.faults().at(Step.FILES_DESTROYED);
    boolean scrubbed = parts.database().exclusively(Database.Writer::scrub);
    parts.faults().at(Step.SCRUBBED);
    ErasureLook look = new ErasureLook(parts, begun);
    look.look();
    parts.faults().at(Step.LOOKED);
    List<EraseOutcome> outcomes = new ArrayList<>();
    for (int from = 0; from < begun.size(); from += STEP) {
      int first = from;
      int end = Math.min(begun.size(), from + STEP);
      outcomes.addAll(
          parts
              .database()
              .write(transaction -> sign(transaction, begun, look, scrubbed, first, end)));
    }
    // The subjects' ids and the fingerprints stood in the rows of the erasures until now.
    parts.database().exclusively(Database.Writer::scrub);
    return outcomes;
  }

  private static int noLongerLoose(Connection transaction, List<String> files) throws SQLException {
    for (String path : files) {
      new LooseTable(transaction).remove(path);
    }
    return files.size();
  }

  private List<EraseOutcome> sign(
      Connection transaction,
      List<ErasureTable.Row> begun,
      ErasureLook look,
      boolean scrubbed,
      int from,
      int end)
      throws SQLException {
    List<EraseOutcome> outcomes = new ArrayList<>();
    for (int i = from; i < end; i++) {
      List<String> places = look.places(i);
      if (!scrubbed) {
        places.add("write-ahead log: it is being read");
      }
      outcomes.add(
          places.isEmpty()
              ? new EraseOutcome.Erased(
                  receipts.sign(transaction, begun.get(i).id(), look.patterns(i), look.scanned()))
              : new EraseOutcome.Unfinished(places));
    }
    return outcomes;
  }

  /**
   * Signs for what was replaced, after a look.
   *
   * @return none if there is no erasure of that id
   */
  public Optional<EraseOutcome> receiptOfReplaced(String id) {
    return parts
        .database()
        .erasing(PATIENCE, () -> lookForReplaced(id))
        .orElseThrow(Eraser::othersErase);
  }

  private Optional<EraseOutcome> lookForReplaced(String id) {
    Optional<ErasureTable.Row> row =
        parts.database().read(reader -> new ErasureTable(reader).find(id));
    if (row.isEmpty() || row.get().receipt().isPresent()) {
      return receipts.find(id).map(EraseOutcome.Erased::new);
    }
    return row.get().replaced()
        ? Optional.of(conclude(List.of(row.get()), List.of()).getFirst())
        : Optional.empty();
  }

  /** Ends every erasure that was begun and is not being ended elsewhere. */
  public List<EraseOutcome> finishAll(Actor actor, Duration wait) {
    return parts.database().erasing(wait, () -> finishAll(actor)).orElse(List.of());
  }

  /** The same, patiently. */
  public List<EraseOutcome> finishAllPatiently(Actor actor) {
    return finishAll(actor, PATIENCE);
  }

  private List<EraseOutcome> finishAll(Actor actor) {
    List<EraseOutcome> outcomes = new ArrayList<>();
    List<ErasureTable.Row> pending =
        parts.database().read(reader -> new ErasureTable(reader).pending());
    for (int from = 0; from < pending.size(); from += BATCH) {
      List<ErasureTable.Row> batch = pending.subList(from, Math.min(pending.size(), from + BATCH));
      List<ErasureTable.Row> destroyed = new ArrayList<>();
      List<String> files = new ArrayList<>();
      for (int at = 0; at < batch.size(); at += STEP) {
        List<ErasureTable.Row> step = batch.subList(at, Math.min(batch.size(), at + STEP));
        parts
            .database()
            .exclusively(session -> destroyed.addAll(destroy(session, step, files, actor)));
      }
      // Files whose rows were deleted before the interruption.
      parts.database().exclusively(session -> files.addAll(removeLoose(session)));
      outcomes.addAll(conclude(destroyed, files));
    }
    return outcomes;
  }

  /** Removes files that the database notes as loose and that have no row. */
  private List<String> removeLoose(Database.Writer session) throws SQLException {
    List<String> loose =
        session.transaction(
            transaction -> {
              Set<String> paths = new TreeSet<>(new LooseTable(transaction).files());
              paths.removeAll(new CollectionTable(transaction).paths());
              return List.copyOf(paths);
            });
    parts.files().removeLoose(loose);
    return loose;
  }

  public Optional<ErasureReceipt> receipt(String id) {
    return receipts.find(id);
  }
}
