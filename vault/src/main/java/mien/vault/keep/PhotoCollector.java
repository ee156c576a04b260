package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import mien.core.MienException;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.erase.Replacement;
import mien.vault.fault.VaultFault;
import mien.vault.open.BiometricKeys;
import mien.vault.open.FaultPoints.Step;
import mien.vault.open.PhotoSeal;
import mien.vault.open.SealedFiles;
import mien.vault.open.VaultParts;
import mien.vault.policy.Disclosed;
import mien.vault.policy.Sha256;
import mien.vault.record.ClassificationProvider;
import mien.vault.record.CollectOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.Refusal;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Classifications;
import mien.vault.subject.SubjectId;

/**
 * Takes photos in, shows them, and keeps what was guessed of them.
 *
 * <p>An upload is file, manifest and audit leaf, all or none. In order, while no one else writes:
 * the consent is checked and key and file are noted as loose; the subject's biometric key is made
 * and committed, if there is none; the sealed file is written, synced and renamed; rows and leaf
 * are committed together, and nothing is loose any more but the file of an earlier photo, which is
 * removed. What a death in between leaves is loose, and the next opening removes it.
 */
public final class PhotoCollector {

  private final VaultParts parts;
  private static final System.Logger LOG = System.getLogger(PhotoCollector.class.getName());

  private final AtomicBoolean warned = new AtomicBoolean();
  private final ConsentGate gate;
  private final Replacement replacement;

  public PhotoCollector(VaultParts parts, ConsentGate gate) {
    this.parts = parts;
    this.gate = gate;
    this.replacement = new Replacement(parts);
  }

  public CollectOutcome collect(SubjectId id, byte[] photo, Actor actor) {
    byte[] kept = KeptPhoto.of(photo);
    return parts.database().exclusively(session -> collect(session, id, kept, actor));
  }

  private CollectOutcome collect(Database.Writer session, SubjectId id, byte[] photo, Actor actor)
      throws SQLException {
    String path = SealedFiles.path(parts.newId());
    Begun begun = session.transaction(transaction -> begin(transaction, id, path));
    if (begun.refusal().isPresent()) {
      return new CollectOutcome.Refused(begun.refusal().get());
    }
    parts.faults().at(Step.CONSENT_CHECKED);
    SealingKey key = BiometricKeys.ready(parts, session, begun.key());
    parts.faults().at(Step.KEY_COMMITTED);
    Sha256 hash = Sha256.of(photo);
    parts
        .files()
        .write(path, key.seal(photo, PhotoSeal.fileContext(id, path), parts.config().random()));
    Kept kept;
    try {
      Instant now = session.transaction(parts.clock()::tick);
      BiometricCollection.Facts facts =
          new BiometricCollection.Facts(
              path, hash, photo.length, now, parts.config().policy().consentVersion());
      kept =
          session.transaction(transaction -> keep(transaction, id, facts, begun.key(), key, actor));
    } catch (SQLException | RuntimeException e) {
      // Where it is unknown whether the row is there, the next opening decides: the file is loose.
      if (!(e instanceof MienException fault && fault.fault() == VaultFault.UNKNOWN)) {
        parts.files().removeQuietly(path);
      }
      throw e;
    }
    parts.faults().at(Step.COMMITTED);
    if (kept.gone().isPresent()) {
      replacement.finish(session, kept.gone().get());
    }
    parts.faults().at(Step.OLD_FILE_REMOVED);
    return new CollectOutcome.Collected(kept.facts(), kept.gone().map(Replacement.Gone::erasure));
  }

  /** Why not, or with which key. */
  private record Begun(Optional<Refusal> refusal, KeyTable.Key key) {}

  /** What was kept, and what went for it. */
  private record Kept(BiometricCollection.Facts facts, Optional<Replacement.Gone> gone) {}

  /** Checks the consent, and notes key and file before they are made. */
  private Begun begin(Connection transaction, SubjectId id, String path) throws SQLException {
    Optional<Refusal> refusal =
        gate.refusalToMake(transaction, id, parts.clock().tick(transaction), Disclosed.PHOTOGRAPH);
    KeyTable.Key key =
        new CollectionTable(transaction).find(id).isPresent()
            ? BiometricKeys.next(transaction, id)
            : BiometricKeys.current(transaction, id);
    if (refusal.isEmpty()) {
      BiometricKeys.announce(transaction, key);
      new LooseTable(transaction).add(path);
    }
    return new Begun(refusal, key);
  }

  private Kept keep(
      Connection transaction,
      SubjectId id,
      BiometricCollection.Facts facts,
      KeyTable.Key which,
      SealingKey key,
      Actor actor)
      throws SQLException {
    Optional<Replacement.Gone> gone =
        replacement.photo(transaction, id, key, actor, facts.collectedAt());
    BiometricKeys.settle(transaction, which);
    CollectionTable table = new CollectionTable(transaction);
    table.addFile(facts.dataPath(), id, "photo", facts.collectedAt());
    new LooseTable(transaction).remove(facts.dataPath());
    table.put(
        new CollectionTable.Row(
            id,
            facts.dataPath(),
            facts.collectedAt(),
            facts.consentVersion(),
            key.seal(
                PhotoSeal.encode(facts.photoHash(), facts.photoBytes()),
                PhotoSeal.factsContext(id, facts.dataPath()),
                parts.config().random()),
            Optional.empty()));
    new SubjectTable(transaction).interacted(id, facts.collectedAt());
    parts.faults().at(Step.ROWS_WRITTEN);
    List<String> leaf = new ArrayList<>(List.of("template", facts.consentVersion().value()));
    gone.ifPresent(one -> leaf.addAll(List.of("replaced", one.erasure())));
    parts
        .audit()
        .append(
            transaction,
            AuditAction.PHOTO_COLLECTED,
            id,
            actor,
            facts.collectedAt(),
            leaf.toArray(String[]::new));
    parts.faults().at(Step.AUDIT_APPENDED);
    return new Kept(facts, gone);
  }

  public PhotoOutcome photo(SubjectId id, Actor actor) {
    return parts
        .database()
        .write(
            transaction -> {
              VaultParts.subject(transaction, id);
              Optional<byte[]> photo = open(transaction, id);
              if (photo.isEmpty()) {
                return new PhotoOutcome.NothingHeld();
              }
              Instant now = parts.clock().tick(transaction);
              parts.audit().append(transaction, AuditAction.PHOTO_VIEWED, id, actor, now);
              return new PhotoOutcome.Photo(photo.get());
            });
  }

  /** The photo's bytes, without a word to the log: the caller has written it or will. */
  public Optional<byte[]> open(Connection connection, SubjectId id) throws SQLException {
    Optional<CollectionTable.Row> row = new CollectionTable(connection).find(id);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    SealingKey key = parts.keys().key(connection, id, SubjectKeyKind.BIOMETRIC);
    String path = row.get().path();
    return Optional.of(key.open(parts.files().read(path), PhotoSeal.fileContext(id, path)));
  }

  public Optional<Refusal> classify(SubjectId id, ClassificationProvider provider, Actor actor) {
    Optional<Refusal> refusal =
        parts
            .database()
            .read(
                reader ->
                    gate.refusalToMake(
                        reader, id, parts.clock().now(reader), Disclosed.CLASSIFICATIONS));
    if (refusal.isPresent()) {
      return refusal;
    }
    Optional<CollectionTable.Row> row =
        parts.database().read(reader -> new CollectionTable(reader).find(id));
    // The photo must have been collected under the disclosing release, not only be held under one.
    if (row.isEmpty() || !row.get().template().equals(parts.config().policy().consentVersion())) {
      return Optional.of(row.isEmpty() ? Refusal.NOTHING_HELD : Refusal.CONSENT_TO_OTHER_TEXT);
    }
    if (!(photo(id, actor) instanceof PhotoOutcome.Photo photo)) {
      return Optional.of(Refusal.NOTHING_HELD);
    }
    Optional<Classifications> guesses = provider.classify(photo.bytes()).flatMap(this::disclosed);
    if (guesses.isEmpty()) {
      return Optional.empty();
    }
    return parts
        .database()
        .write(transaction -> classify(transaction, id, row.get().path(), guesses.get(), actor));
  }

  /** Only the classes that the release names; what else a provider answers is dropped. */
  private Optional<Classifications> disclosed(Classifications all) {
    Optional<Classifications> kept = all.only(parts.config().policy().classes());
    int dropped = all.values().size() - kept.map(one -> one.values().size()).orElse(0);
    // Once, and not which: even the name of a class may say something about a person.
    if (dropped > 0 && warned.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the provider of classifications answers {0} classes that the policy does not disclose;"
              + " they are dropped, and only {1} are kept",
          dropped,
          parts.config().policy().classes());
    }
    return kept;
  }

  /** Consent or photo may be gone since the provider began: asked again. */
  private Optional<Refusal> classify(
      Connection transaction, SubjectId id, String path, Classifications guesses, Actor actor)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    Optional<Refusal> refusal = gate.refusalToMake(transaction, id, now, Disclosed.CLASSIFICATIONS);
    if (refusal.isPresent()) {
      return refusal;
    }
    CollectionTable table = new CollectionTable(transaction);
    // Before the key is asked for: an erasure took both.
    if (table.find(id).filter(row -> row.path().equals(path)).isEmpty()) {
      return Optional.of(Refusal.NOTHING_HELD);
    }
    SealingKey key = parts.keys().key(transaction, id, SubjectKeyKind.BIOMETRIC);
    byte[] sealed =
        key.seal(
            PhotoSeal.encode(guesses),
            PhotoSeal.classificationsContext(id, path),
            parts.config().random());
    table.classify(id, path, sealed);
    parts
        .audit()
        .append(
            transaction, AuditAction.CLASSIFIED, id, actor, now, "provider", guesses.provider());
    return Optional.empty();
  }
}
