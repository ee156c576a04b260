package mien.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.vault.FaultPoints.Step;
import mien.vault.audit.AuditAction;
import mien.vault.audit.Pseudonym;
import mien.vault.seal.SealingKey;
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
 * <p>In order, while nobody else writes: the erasure is written down; what to look for later is
 * taken from the data; rows and keys are deleted and the leaf appended; files are overwritten and
 * removed, other holders asked; deleted pages and the write-ahead log are emptied; every file of
 * the vault is searched; the receipt is signed. An erasure that was begun is ended at the next
 * opening, whatever happened in between; then what to look for is gone with the data, and the
 * receipt says so.
 */
final class Eraser {

  private final VaultParts parts;
  private final Subjects subjects;
  private final PhotoCollector photos;

  Eraser(VaultParts parts, Subjects subjects, PhotoCollector photos) {
    this.parts = parts;
    this.subjects = subjects;
    this.photos = photos;
  }

  /** One subject to erase. */
  record Target(SubjectId subject, EraseScope scope, EraseReason reason) {}

  EraseOutcome erase(Target target, Actor actor) {
    return parts.database().exclusively(session -> erase(session, target, actor));
  }

  private EraseOutcome erase(Database.Writer session, Target target, Actor actor)
      throws SQLException {
    Optional<EraseOutcome> settled =
        session.transaction(
            transaction -> {
              parts.clock().tick(transaction);
              Optional<LegalHold> hold = subjects.hold(transaction, target.subject());
              if (hold.isPresent()) {
                return Optional.of(new EraseOutcome.OnHold(hold.get()));
              }
              return target.scope() == EraseScope.BIOMETRIC && !biometric(transaction, target)
                  ? Optional.of(new EraseOutcome.NothingHeld())
                  : Optional.empty();
            });
    if (settled.isPresent()) {
      return settled.get();
    }
    String id = parts.newId();
    session.transaction(
        transaction -> {
          new ErasureTable(transaction)
              .begin(
                  id,
                  target.subject().value(),
                  target.scope().word(),
                  target.reason().word(),
                  actor.label(),
                  parts.clock().tick(transaction));
          return id;
        });
    parts.faults().at(Step.ERASURE_BEGUN);
    return finish(session, id, actor);
  }

  private static boolean biometric(Connection transaction, Target target) throws SQLException {
    return new SubjectTable(transaction)
        .clocks(target.subject())
        .map(SubjectTable.Clocks::biometric)
        .orElse(false);
  }

  /** Ends an erasure that was begun, from wherever it stands. */
  EraseOutcome finish(Database.Writer session, String id, Actor actor) throws SQLException {
    ResidueScan scan = new ResidueScan();
    List<String> files = new ArrayList<>();
    ErasureTable.Row begun = session.transaction(transaction -> row(transaction, id));
    SubjectId subject = new SubjectId(begun.subject());
    if (begun.summary().isEmpty()) {
      session.transaction(
          transaction -> {
            takeNeedles(transaction, subject, scan, files);
            return destroy(transaction, begun, subject, actor);
          });
    }
    parts.faults().at(Step.DESTROYED);
    files.forEach(parts.files()::destroy);
    parts.config().holders().forEach(holder -> holder.forget(subject));
    parts.faults().at(Step.FILES_DESTROYED);
    List<String> places = look(session, subject, scan, files);
    parts.faults().at(Step.LOOKED);
    if (!places.isEmpty()) {
      return new EraseOutcome.Unfinished(places);
    }
    ErasureTable.Row destroyed = session.transaction(transaction -> row(transaction, id));
    return new EraseOutcome.Erased(
        session.transaction(transaction -> sign(transaction, destroyed, scan)));
  }

  private static ErasureTable.Row row(Connection transaction, String id) throws SQLException {
    return new ErasureTable(transaction).find(id).orElseThrow();
  }

  /** What must not be found afterwards: sealed bytes, and what they held. */
  private void takeNeedles(
      Connection transaction, SubjectId subject, ResidueScan scan, List<String> files)
      throws SQLException {
    for (CollectionTable.FileRow file : new CollectionTable(transaction).filesOf(subject)) {
      files.add(file.path());
      if (parts.files().exists(file.path())) {
        scan.lookFor(parts.files().read(file.path()));
      }
    }
    KeyTable keys = new KeyTable(transaction);
    keys.find(subject, SubjectKeyKind.BIOMETRIC).ifPresent(scan::lookFor);
    Optional<CollectionTable.Row> photo = new CollectionTable(transaction).find(subject);
    if (photo.isPresent()) {
      scan.lookFor(photo.get().sealed());
      photo.get().classifications().ifPresent(scan::lookFor);
    }
    List<EmbeddingTable.Row> embeddings = new EmbeddingTable(transaction).of(subject);
    embeddings.forEach(row -> scan.lookFor(row.sealed()));
    Optional<SealingKey> key = parts.keys().find(transaction, subject, SubjectKeyKind.BIOMETRIC);
    if (key.isPresent()) {
      if (photo.isPresent() && parts.files().exists(photo.get().path())) {
        photos.open(transaction, subject).ifPresent(scan::lookFor);
        scan.lookFor(PhotoSeal.collection(key.get(), photo.get()).facts().templateHash().bytes());
      }
      for (EmbeddingTable.Row row : embeddings) {
        scan.lookFor(EmbeddingStore.bytes(EmbeddingStore.open(row, key.get())));
      }
    }
  }

  private SubjectId destroy(
      Connection transaction, ErasureTable.Row begun, SubjectId subject, Actor actor)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    Pseudonym pseudonym = parts.audit().pseudonym(transaction, subject);
    CollectionTable collection = new CollectionTable(transaction);
    int files = collection.filesOf(subject).size();
    boolean photo = collection.find(subject).isPresent();
    boolean everything = begun.scope().equals(EraseScope.EVERYTHING.word());
    int consents = everything ? new ConsentTable(transaction).of(subject).size() : 0;
    int embeddings = new EmbeddingTable(transaction).deleteOf(subject);
    collection.delete(subject);
    parts
        .audit()
        .append(
            transaction,
            AuditAction.ERASED,
            subject,
            actor,
            now,
            "scope",
            begun.scope(),
            "reason",
            begun.reason(),
            "erasure",
            begun.id());
    KeyTable keys = new KeyTable(transaction);
    keys.destroy(subject, SubjectKeyKind.BIOMETRIC);
    if (everything) {
      keys.destroy(subject, SubjectKeyKind.RECORD);
      keys.destroy(subject, SubjectKeyKind.AUDIT);
      new SubjectTable(transaction).delete(subject);
    }
    parts.faults().at(Step.ROWS_DELETED);
    String summary =
        "photographs: %d\nfiles: %d\nembeddings: %d\nconsents: %d\nkeys destroyed: %s\n"
            .formatted(
                photo ? 1 : 0,
                files,
                embeddings,
                consents,
                everything ? "biometric, record, audit" : "biometric");
    new ErasureTable(transaction).destroyed(begun.id(), summary, pseudonym.hex());
    return subject;
  }

  /** Empties deleted pages and logs, then searches; the places where something still is. */
  private List<String> look(
      Database.Writer session, SubjectId subject, ResidueScan scan, List<String> files)
      throws SQLException {
    List<String> places = new ArrayList<>();
    if (!session.scrub()) {
      places.add("write-ahead log (somebody reads)");
    }
    parts.faults().at(Step.SCRUBBED);
    files.stream().filter(parts.files()::exists).forEach(places::add);
    for (OtherHolder holder : parts.config().holders()) {
      if (holder.holds(subject)) {
        places.add(holder.name());
      }
    }
    List<Path> everywhere = new ArrayList<>(parts.database().files());
    everywhere.addAll(parts.files().all());
    for (Path found : scan.find(everywhere)) {
      places.add(found.getFileName().toString());
    }
    return places;
  }

  private ErasureReceipt sign(Connection transaction, ErasureTable.Row row, ResidueScan scan)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
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
                row.id(),
                parts.keys().vaultId(),
                row.pseudonym().orElseThrow(),
                row.scope(),
                row.reason(),
                parts.config().policy().schedule().id(),
                row.begunAt(),
                now,
                row.summary().orElseThrow(),
                scan.count(),
                scan.scanned(),
                database(scan),
                parts.config().holders().size());
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] signature = parts.keys().signer().sign(bytes);
    new ErasureTable(transaction).end(row.id(), bytes, signature);
    return new ErasureReceipt(row.id(), text, signature);
  }

  private String database(ResidueScan scan) {
    if (scan.count() == 0) {
      return "deleted rows overwritten; interrupted, so bytes were not looked for";
    }
    return parts.database().files().isEmpty()
        ? "tables rewritten by the server; its pages and logs were not looked through"
        : "pages and logs looked through";
  }

  /** Ends every erasure that was begun; how many ended. */
  List<EraseOutcome> finishAll(Actor actor) {
    return parts
        .database()
        .exclusively(
            session -> {
              List<EraseOutcome> outcomes = new ArrayList<>();
              for (ErasureTable.Row row :
                  session.transaction(transaction -> new ErasureTable(transaction).pending())) {
                outcomes.add(finish(session, row.id(), actor));
              }
              return outcomes;
            });
  }

  Optional<ErasureReceipt> receipt(String id) {
    return parts
        .database()
        .read(
            reader ->
                new ErasureTable(reader)
                    .find(id)
                    .filter(row -> row.receipt().isPresent() && row.signature().isPresent())
                    .map(
                        row ->
                            new ErasureReceipt(
                                id,
                                new String(row.receipt().get(), StandardCharsets.US_ASCII),
                                row.signature().get())));
  }
}
