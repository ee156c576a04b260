package mien.vault.erase;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mien.core.MienException;
import mien.vault.audit.AuditAction;
import mien.vault.audit.AuditEvent;
import mien.vault.audit.Pseudonym;
import mien.vault.config.Actor;
import mien.vault.open.BiometricKeys;
import mien.vault.open.FaultPoints.Step;
import mien.vault.open.VaultParts;
import mien.vault.policy.Disclosed;
import mien.vault.record.EraseScope;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.SubjectId;
import org.jspecify.annotations.Nullable;

/**
 * Deletes rows and keys of erasures that were begun, after it took from the data what to look for;
 * the leaves are appended in the same transaction.
 */
public final class Destruction {

  private final VaultParts parts;
  private final Traces traces;
  private final Renewal renewal;

  public Destruction(VaultParts parts) {
    this.parts = parts;
    this.traces = new Traces(parts);
    this.renewal = new Renewal(parts);
  }

  /** Notes that an erasure begins: from here on it is ended, whatever happens. */
  public ErasureTable.Row begin(
      Connection transaction, Eraser.Target target, Actor actor, Instant now) throws SQLException {
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

  /** What has no row any more: paths of files, and keys that sealed what stays before. */
  public record Gone(List<String> files, List<KeyTable.Key> keys) {}

  /**
   * Seals again, for those of which a part stays, what will stay.
   *
   * @return by the erasure's id; none of a subject that another erasure took
   */
  public Map<String, Renewal.Fresh> prepare(Database.Writer session, List<ErasureTable.Row> begun)
      throws SQLException {
    Map<String, Renewal.Fresh> fresh = new HashMap<>();
    for (ErasureTable.Row row : begun) {
      SubjectId subject = new SubjectId(row.subject());
      if (EraseScope.of(row.scope()) == EraseScope.DERIVED
          && row.summary().isEmpty()
          && session.transaction(there -> new SubjectTable(there).find(subject)).isPresent()) {
        fresh.put(row.id(), renewal.prepare(session, subject));
      }
    }
    return fresh;
  }

  /** Destroys what is not destroyed yet. */
  public Gone destroy(
      Connection transaction,
      List<ErasureTable.Row> begun,
      Map<String, Renewal.Fresh> fresh,
      Actor actor)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    List<AuditEvent> leaves = new ArrayList<>();
    Gone gone = new Gone(new ArrayList<>(), new ArrayList<>());
    for (ErasureTable.Row row : begun) {
      EraseScope scope = EraseScope.of(row.scope());
      SubjectId subject = new SubjectId(row.subject());
      if (row.summary().isPresent()) {
        // The rows are gone; a death between two commits may have left the keys.
        destroyKeys(transaction, subject, scope);
      } else {
        Fingerprints fingerprints =
            scope == EraseScope.DERIVED
                ? traces.ofDerived(
                    transaction, subject, moves(fresh.get(row.id())), this::undisclosed)
                : traces.of(transaction, subject, scope);
        Pseudonym pseudonym = pseudonym(transaction, subject);
        leaves.add(leaf(row, pseudonym, actor, now));
        String summary =
            scope == EraseScope.DERIVED
                ? destroyDerived(
                    transaction, subject, Optional.ofNullable(fresh.get(row.id())), gone)
                : destroyAll(transaction, subject, scope, gone.files());
        new ErasureTable(transaction)
            .destroyed(row.id(), summary, pseudonym.hex(), fingerprints.bytes());
      }
    }
    if (!leaves.isEmpty()) {
      parts.audit().log().appendAll(transaction, leaves);
    }
    parts.faults().at(Step.ROWS_DELETED);
    return gone;
  }

  /** Deletes rows and keys; what it was, for the receipt, which attests no more. */
  private String destroyAll(
      Connection transaction, SubjectId subject, EraseScope scope, List<String> files)
      throws SQLException {
    CollectionTable collection = new CollectionTable(transaction);
    int there = 0;
    for (CollectionTable.FileRow row : collection.filesOf(subject)) {
      there += parts.files().exists(row.path()) ? 1 : 0;
      files.add(row.path());
      new LooseTable(transaction).add(row.path());
    }
    int photos =
        collection.find(subject).filter(row -> parts.files().exists(row.path())).isPresent()
            ? 1
            : 0;
    int embeddings = new EmbeddingTable(transaction).deleteOf(subject);
    int consents = 0;
    collection.delete(subject);
    List<String> keys = destroyKeys(transaction, subject, scope);
    // The erasure that is under way accounts for them from here on.
    new LooseTable(transaction).removeKeys(subject);
    if (scope == EraseScope.EVERYTHING) {
      consents = new ConsentTable(transaction).of(subject).size();
      new SubjectTable(transaction).delete(subject);
    }
    return summary(photos, there, embeddings, consents, keys);
  }

  /** Deletes what the policy in force does not disclose, and moves the rest to the new key. */
  private String destroyDerived(
      Connection transaction, SubjectId subject, Optional<Renewal.Fresh> fresh, Gone gone)
      throws SQLException {
    if (fresh.isEmpty()) {
      return summary(0, 0, 0, 0, List.of());
    }
    boolean classes = new UndisclosedClasses(parts).has(transaction, subject);
    EmbeddingTable table = new EmbeddingTable(transaction);
    int embeddings = 0;
    for (EmbeddingTable.Row row : table.of(subject)) {
      embeddings += undisclosed(row) ? table.delete(subject, row.id()) : 0;
    }
    KeyTable.Key earlier = BiometricKeys.current(transaction, subject);
    boolean keyed = new KeyTable(transaction).find(earlier).isPresent();
    Renewal.Old old = renewal.apply(transaction, subject, fresh.get());
    gone.keys().add(old.key());
    old.path().ifPresent(gone.files()::add);
    return summary(0, 0, embeddings, 0, words(keyed, earlier))
        + "classifications: "
        + (classes ? 1 : 0)
        + "\n";
  }

  private static boolean moves(Renewal.@Nullable Fresh fresh) {
    return fresh != null && fresh.path().isPresent();
  }

  private boolean undisclosed(EmbeddingTable.Row row) {
    return !parts.config().policy().keeps().contains(Disclosed.EMBEDDINGS);
  }

  /** The kind of a key, if it was there to be destroyed. */
  public static List<String> words(boolean there, KeyTable.Key key) {
    return there ? List.of(key.kind().word()) : List.of();
  }

  /** The lines of a receipt that say what was destroyed. */
  public static String summary(
      int photos, int files, int embeddings, int consents, List<String> keys) {
    return "photographs: %d\nfiles: %d\nembeddings: %d\nconsents: %d\nkeys destroyed: %s\n"
        .formatted(
            photos, files, embeddings, consents, keys.isEmpty() ? "none" : String.join(", ", keys));
  }

  /** The kinds of which there were some. */
  private static List<String> destroyKeys(
      Connection transaction, SubjectId subject, EraseScope scope) throws SQLException {
    List<SubjectKeyKind> kinds =
        switch (scope) {
          case BIOMETRIC -> List.of(SubjectKeyKind.BIOMETRIC);
          case EVERYTHING ->
              List.of(SubjectKeyKind.BIOMETRIC, SubjectKeyKind.RECORD, SubjectKeyKind.AUDIT);
          case PHOTO, DERIVED -> List.of();
        };
    List<String> destroyed = new ArrayList<>();
    for (SubjectKeyKind kind : kinds) {
      if (new KeyTable(transaction).destroy(subject, kind) > 0) {
        destroyed.add(kind.word());
      }
    }
    return destroyed;
  }

  public Pseudonym pseudonym(Connection transaction, SubjectId subject) throws SQLException {
    try {
      return parts.audit().pseudonym(transaction, subject);
    } catch (MienException _) {
      // The audit key is gone or damaged: the subject must be erasable all the same.
      return Pseudonym.NONE;
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
}
