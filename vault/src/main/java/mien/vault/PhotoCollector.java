package mien.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.vault.FaultPoints.Step;
import mien.vault.audit.AuditAction;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.SubjectTable;

/**
 * Takes photos in, shows them, and keeps what was guessed of them.
 *
 * <p>An upload is file, manifest and audit leaf, all or none. In order, while nobody else writes:
 * the consent is checked; the subject's biometric key is made and committed, if there is none; the
 * sealed file is written, synced and renamed; rows and leaf are committed together; the file of an
 * earlier photo is removed. A death in between leaves a key that opens nothing or a file without a
 * row, and the next opening removes both.
 */
final class PhotoCollector {

  /** The most bytes of a photo. */
  static final int MAX_PHOTO = 64 << 20;

  private final VaultParts parts;
  private final ConsentGate gate;

  PhotoCollector(VaultParts parts, ConsentGate gate) {
    this.parts = parts;
    this.gate = gate;
  }

  CollectOutcome collect(SubjectId id, byte[] photo, Actor actor) {
    if (photo.length == 0 || photo.length > MAX_PHOTO) {
      throw new MienException(
          Blame.USER,
          "photo.too-large",
          "A photo has 1 byte to "
              + (MAX_PHOTO >> 20)
              + " MiB, but this had "
              + photo.length
              + ".");
    }
    byte[] kept = KeptPhoto.of(photo);
    return parts.database().exclusively(session -> collect(session, id, kept, actor));
  }

  private CollectOutcome collect(Database.Writer session, SubjectId id, byte[] photo, Actor actor)
      throws SQLException {
    Optional<Refusal> refusal =
        session.transaction(
            transaction ->
                gate.refusal(
                    transaction, id, parts.clock().tick(transaction), Disclosed.PHOTOGRAPH));
    if (refusal.isPresent()) {
      return new CollectOutcome.Refused(refusal.get());
    }
    parts.faults().at(Step.CONSENT_CHECKED);
    SealingKey key = BiometricKeys.ready(parts, session, id);
    parts.faults().at(Step.KEY_COMMITTED);
    String path = SealedFiles.path(parts.newId());
    Sha256 hash = Sha256.of(photo);
    parts
        .files()
        .write(path, key.seal(photo, PhotoSeal.fileContext(id, path), parts.config().random()));
    Optional<String> earlier = Optional.empty();
    BiometricCollection.Facts facts;
    try {
      Instant now = session.transaction(parts.clock()::tick);
      facts =
          new BiometricCollection.Facts(
              path, hash, photo.length, now, parts.config().policy().consentVersion());
      earlier = session.transaction(transaction -> keep(transaction, id, facts, key, actor));
    } catch (SQLException | RuntimeException e) {
      parts.files().removeQuietly(path);
      throw e;
    }
    parts.faults().at(Step.COMMITTED);
    earlier.ifPresent(parts.files()::removeQuietly);
    parts.faults().at(Step.OLD_FILE_REMOVED);
    return new CollectOutcome.Collected(facts);
  }

  private Optional<String> keep(
      Connection transaction,
      SubjectId id,
      BiometricCollection.Facts facts,
      SealingKey key,
      Actor actor)
      throws SQLException {
    CollectionTable table = new CollectionTable(transaction);
    Optional<String> earlier = table.find(id).map(CollectionTable.Row::path);
    table.addFile(facts.dataPath(), id, "photo", facts.collectedAt());
    table.put(
        new CollectionTable.Row(
            id,
            facts.dataPath(),
            facts.collectedAt(),
            facts.consentVersion(),
            key.seal(
                PhotoSeal.encode(facts.templateHash(), facts.photoBytes()),
                PhotoSeal.factsContext(id, facts.dataPath()),
                parts.config().random()),
            Optional.empty()));
    if (earlier.isPresent()) {
      table.removeFile(earlier.get());
      // It was made of the photo that goes.
      new EmbeddingTable(transaction).deleteOf(id, EmbeddingUse.REFERENCE.word());
    }
    new SubjectTable(transaction).interacted(id, facts.collectedAt());
    parts.faults().at(Step.ROWS_WRITTEN);
    parts
        .audit()
        .append(
            transaction,
            AuditAction.PHOTO_COLLECTED,
            id,
            actor,
            facts.collectedAt(),
            "template",
            facts.consentVersion().value());
    parts.faults().at(Step.AUDIT_APPENDED);
    return earlier;
  }

  PhotoOutcome photo(SubjectId id, Actor actor) {
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
  Optional<byte[]> open(Connection connection, SubjectId id) throws SQLException {
    Optional<CollectionTable.Row> row = new CollectionTable(connection).find(id);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    SealingKey key = parts.keys().key(connection, id, SubjectKeyKind.BIOMETRIC);
    String path = row.get().path();
    return Optional.of(key.open(parts.files().read(path), PhotoSeal.fileContext(id, path)));
  }

  Optional<Refusal> classify(SubjectId id, ClassificationProvider provider, Actor actor) {
    Optional<Refusal> refusal =
        parts
            .database()
            .read(
                reader ->
                    gate.refusal(reader, id, parts.clock().now(reader), Disclosed.CLASSIFICATIONS));
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
    Optional<Classifications> guesses = provider.classify(photo.bytes());
    if (guesses.isEmpty()) {
      return Optional.empty();
    }
    return parts
        .database()
        .write(transaction -> classify(transaction, id, row.get().path(), guesses.get(), actor));
  }

  /** Consent or photo may be gone since the provider began: asked again. */
  private Optional<Refusal> classify(
      Connection transaction, SubjectId id, String path, Classifications guesses, Actor actor)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    Optional<Refusal> refusal = gate.refusal(transaction, id, now, Disclosed.CLASSIFICATIONS);
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
