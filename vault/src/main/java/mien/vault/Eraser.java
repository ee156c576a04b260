package mien.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mien.core.MienException;
import mien.vault.FaultPoints.Step;
import mien.vault.audit.AuditAction;
import mien.vault.audit.AuditEvent;
import mien.vault.audit.Pseudonym;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.SubjectTable;

/**
 * Destroys, looks, and only then signs.
 *
 * <p>In order, while nobody else writes: the erasures are written down; what to look for later is
 * taken from the data; rows and keys are deleted and the leaves appended; files are removed, other
 * holders asked; deleted pages and the write-ahead log are emptied; every file of the vault is
 * searched, once for all of a batch; the receipts are signed. An erasure that was begun is ended at
 * the next opening, whatever happened in between; then what to look for is gone with the data, and
 * the receipt says so.
 */
final class Eraser {

  /** Subjects of one batch: others wait for it, and it holds their traces in memory. */
  static final int BATCH = 500;

  private final VaultParts parts;
  private final Subjects subjects;
  private final Traces traces;

  Eraser(VaultParts parts, Subjects subjects) {
    this.parts = parts;
    this.subjects = subjects;
    this.traces = new Traces(parts);
  }

  /** One subject to erase. */
  record Target(SubjectId subject, EraseScope scope, EraseReason reason) {}

  EraseOutcome erase(Target target, Actor actor) {
    return eraseAll(List.of(target), actor).getFirst();
  }

  /** Erases at most {@link #BATCH} subjects; the outcomes are in their order. */
  List<EraseOutcome> eraseAll(List<Target> targets, Actor actor) {
    return parts.database().exclusively(session -> eraseAll(session, targets, actor));
  }

  private List<EraseOutcome> eraseAll(Database.Writer session, List<Target> targets, Actor actor)
      throws SQLException {
    List<ErasureTable.Row> begun = new ArrayList<>();
    List<Optional<EraseOutcome>> settled =
        session.transaction(
            transaction -> {
              Instant now = parts.clock().tick(transaction);
              List<Optional<EraseOutcome>> outcomes = new ArrayList<>();
              for (Target target : targets) {
                Optional<EraseOutcome> outcome = settled(transaction, target);
                outcomes.add(outcome);
                if (outcome.isEmpty()) {
                  begun.add(begin(transaction, target, actor, now));
                }
              }
              return outcomes;
            });
    parts.faults().at(Step.ERASURE_BEGUN);
    List<EraseOutcome> ended = new ArrayList<>(finish(session, begun, actor));
    List<EraseOutcome> outcomes = new ArrayList<>();
    for (Optional<EraseOutcome> one : settled) {
      outcomes.add(one.isPresent() ? one.get() : ended.removeFirst());
    }
    return outcomes;
  }

  private Optional<EraseOutcome> settled(Connection transaction, Target target)
      throws SQLException {
    Optional<LegalHold> hold = subjects.hold(transaction, target.subject());
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

  private ErasureTable.Row begin(Connection transaction, Target target, Actor actor, Instant now)
      throws SQLException {
    String id = parts.newId();
    ErasureTable table = new ErasureTable(transaction);
    table.begin(
        id,
        target.subject().value(),
        target.scope().word(),
        target.reason().word(),
        actor.label(),
        now);
    return table.find(id).orElseThrow();
  }

  /** Ends erasures that were begun, from wherever they stand. */
  private List<EraseOutcome> finish(
      Database.Writer session, List<ErasureTable.Row> begun, Actor actor) throws SQLException {
    if (begun.isEmpty()) {
      return List.of();
    }
    ResidueScan scan = new ResidueScan();
    List<String> files = new ArrayList<>();
    session.transaction(transaction -> destroy(transaction, begun, actor, scan, files));
    parts.faults().at(Step.DESTROYED);
    parts.files().remove(files);
    for (ErasureTable.Row row : begun) {
      for (OtherHolder holder : parts.config().holders()) {
        holder.forget(new SubjectId(row.subject()));
      }
    }
    parts.faults().at(Step.FILES_DESTROYED);
    boolean scrubbed = session.scrub();
    parts.faults().at(Step.SCRUBBED);
    Map<Integer, Set<Path>> found = scan.find(everywhere());
    parts.faults().at(Step.LOOKED);
    List<EraseOutcome> outcomes =
        session.transaction(
            transaction -> {
              List<EraseOutcome> ended = new ArrayList<>();
              for (int i = 0; i < begun.size(); i++) {
                List<String> places = places(begun.get(i), found.getOrDefault(i, Set.of()));
                if (!scrubbed) {
                  places.add("write-ahead log: somebody reads");
                }
                ended.add(
                    places.isEmpty()
                        ? new EraseOutcome.Erased(
                            sign(transaction, begun.get(i).id(), scan.count(i), scan.scanned()))
                        : new EraseOutcome.Unfinished(places));
              }
              return ended;
            });
    // The subjects' ids stood in the rows of the erasures until now.
    session.scrub();
    return outcomes;
  }

  private List<Path> everywhere() {
    List<Path> everywhere = new ArrayList<>(parts.database().files());
    everywhere.addAll(parts.files().all());
    return everywhere;
  }

  private List<String> places(ErasureTable.Row row, Set<Path> found) {
    List<String> places = new ArrayList<>();
    found.forEach(file -> places.add(file.getFileName().toString()));
    for (OtherHolder holder : parts.config().holders()) {
      if (holder.holds(new SubjectId(row.subject()))) {
        places.add(holder.name());
      }
    }
    return places;
  }

  private int destroy(
      Connection transaction,
      List<ErasureTable.Row> begun,
      Actor actor,
      ResidueScan scan,
      List<String> files)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    List<AuditEvent> leaves = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (int i = 0; i < begun.size(); i++) {
      ErasureTable.Row row = begun.get(i);
      if (row.summary().isEmpty()) {
        EraseScope scope = EraseScope.of(row.scope());
        SubjectId subject = new SubjectId(row.subject());
        traces.take(transaction, subject, scope, i, scan);
        Pseudonym pseudonym = pseudonym(transaction, subject);
        leaves.add(leaf(row, pseudonym, actor, now));
        String summary = destroy(transaction, subject, scope, files);
        new ErasureTable(transaction).destroyed(row.id(), summary, pseudonym.hex());
      }
      done.add(row.id());
    }
    if (!leaves.isEmpty()) {
      parts.audit().log().appendAll(transaction, leaves);
    }
    parts.faults().at(Step.ROWS_DELETED);
    return done.size();
  }

  /** Deletes rows and keys; what it was, for the receipt. */
  private static String destroy(
      Connection transaction, SubjectId subject, EraseScope scope, List<String> files)
      throws SQLException {
    CollectionTable collection = new CollectionTable(transaction);
    List<CollectionTable.FileRow> rows = collection.filesOf(subject);
    rows.forEach(row -> files.add(row.path()));
    int photos = collection.find(subject).isPresent() ? 1 : 0;
    int embeddings = new EmbeddingTable(transaction).deleteOf(subject);
    int consents = 0;
    collection.delete(subject);
    KeyTable keys = new KeyTable(transaction);
    keys.destroy(subject, SubjectKeyKind.BIOMETRIC);
    if (scope == EraseScope.EVERYTHING) {
      consents = new ConsentTable(transaction).of(subject).size();
      keys.destroy(subject, SubjectKeyKind.RECORD);
      keys.destroy(subject, SubjectKeyKind.AUDIT);
      new SubjectTable(transaction).delete(subject);
    }
    return "photographs: %d\nfiles: %d\nembeddings: %d\nconsents: %d\nkeys destroyed: %s\n"
        .formatted(
            photos,
            rows.size(),
            embeddings,
            consents,
            scope == EraseScope.EVERYTHING ? "biometric, record, audit" : "biometric");
  }

  private Pseudonym pseudonym(Connection transaction, SubjectId subject) throws SQLException {
    try {
      return parts.audit().pseudonym(transaction, subject);
    } catch (MienException _) {
      // The audit key is gone or damaged: the subject must be erasable all the same.
      return Pseudonym.NOBODY;
    }
  }

  private static AuditEvent leaf(
      ErasureTable.Row row, Pseudonym pseudonym, Actor actor, Instant now) {
    TreeMap<String, String> facts = new TreeMap<>();
    facts.put("scope", row.scope());
    facts.put("reason", row.reason());
    facts.put("erasure", row.id());
    return new AuditEvent(AuditAction.ERASED, pseudonym, actor.label(), now, facts);
  }

  private ErasureReceipt sign(Connection transaction, String id, int patterns, long scanned)
      throws SQLException {
    ErasureTable table = new ErasureTable(transaction);
    ErasureTable.Row row = table.find(id).orElseThrow();
    String text =
        """
        mien erasure receipt v1
        receipt: %s
        vault: %s
        pseudonym: %s
        scope: %s
        reason: %s
        policy: %s
        begun: %s
        ended: %s
        %spatterns looked for: %d
        bytes looked through: %d
        found: 0
        database: %s
        other holders asked: %d
        """
            .formatted(
                id,
                parts.keys().vaultId(),
                row.pseudonym().orElseThrow(),
                row.scope(),
                row.reason(),
                parts.config().policy().schedule().id(),
                row.begunAt(),
                parts.clock().tick(transaction),
                row.summary().orElseThrow(),
                patterns,
                scanned,
                database(patterns),
                parts.config().holders().size());
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] signature = parts.keys().signer().sign(bytes);
    table.end(id, bytes, signature);
    return new ErasureReceipt(id, text, signature);
  }

  private String database(int patterns) {
    if (parts.database().files().isEmpty()) {
      return "tables rewritten by the server; its pages and logs were not looked through";
    }
    return patterns == 0
        ? "deleted rows overwritten; there were no bytes left to look for"
        : "pages and logs looked through";
  }

  /** Ends every erasure that was begun. */
  List<EraseOutcome> finishAll(Actor actor) {
    return parts
        .database()
        .exclusively(
            session ->
                finish(
                    session,
                    session.transaction(transaction -> new ErasureTable(transaction).pending()),
                    actor));
  }

  Optional<ErasureReceipt> receipt(String id) {
    return parts.database().read(reader -> receipt(reader, id));
  }

  private static Optional<ErasureReceipt> receipt(Connection reader, String id)
      throws SQLException {
    Optional<ErasureTable.Row> row = new ErasureTable(reader).find(id);
    if (row.isEmpty() || row.get().receipt().isEmpty() || row.get().signature().isEmpty()) {
      return Optional.empty();
    }
    String text = new String(row.get().receipt().get(), StandardCharsets.US_ASCII);
    return Optional.of(new ErasureReceipt(id, text, row.get().signature().get()));
  }
}
