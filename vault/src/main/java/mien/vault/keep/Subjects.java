package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.AuditAction;
import mien.vault.audit.Pseudonym;
import mien.vault.config.Actor;
import mien.vault.fault.VaultFault;
import mien.vault.open.ConsentSeal;
import mien.vault.open.EmbeddingSeal;
import mien.vault.open.FaultPoints;
import mien.vault.open.HoldSeal;
import mien.vault.open.PhotoSeal;
import mien.vault.open.VaultParts;
import mien.vault.policy.RetentionSchedule;
import mien.vault.record.CreateOutcome;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Consent;
import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.LegalHold;
import mien.vault.subject.RetentionClocks;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;

/** Making, finding and describing subjects; holds. */
public final class Subjects {

  private final VaultParts parts;

  public Subjects(VaultParts parts) {
    this.parts = parts;
  }

  public CreateOutcome create(SafeId safeId, Actor actor) {
    return parts
        .database()
        .exclusively(
            session -> {
              SubjectId id = new SubjectId(parts.newId());
              List<KeyTable.Key> keys =
                  List.of(
                      new KeyTable.Key(id, SubjectKeyKind.RECORD, 0),
                      new KeyTable.Key(id, SubjectKeyKind.AUDIT, 0));
              Optional<SubjectTable.Row> taken =
                  session.transaction(transaction -> takenOrAnnounced(transaction, safeId, keys));
              if (taken.isPresent()) {
                return new CreateOutcome.SafeIdTaken(taken.get().id());
              }
              // Keys first and alone: the two databases commit one after the other, and a key
              // without a subject is harmless, a subject without a key is not.
              session.transaction(
                  transaction -> {
                    for (KeyTable.Key key : keys) {
                      parts.keys().create(transaction, key);
                    }
                    return id;
                  });
              parts.faults().at(FaultPoints.Step.KEY_COMMITTED);
              session.transaction(
                  transaction -> {
                    Instant now = parts.clock().tick(transaction);
                    new SubjectTable(transaction).add(id, safeId, now);
                    new LooseTable(transaction).removeKeys(id);
                    parts.audit().append(transaction, AuditAction.SUBJECT_CREATED, id, actor, now);
                    return id;
                  });
              return new CreateOutcome.Created(id);
            });
  }

  /** Notes, before they are made, keys that would open nothing if this process died. */
  private static Optional<SubjectTable.Row> takenOrAnnounced(
      Connection transaction, SafeId safeId, List<KeyTable.Key> keys) throws SQLException {
    Optional<SubjectTable.Row> taken = new SubjectTable(transaction).find(safeId);
    if (taken.isEmpty()) {
      for (KeyTable.Key key : keys) {
        new LooseTable(transaction).add(key);
      }
    }
    return taken;
  }

  /** Rows and keys are two databases: a photo may be replaced between the looks at them. */
  public Optional<SubjectManifest> manifest(SubjectId id) {
    try {
      return parts.database().read(reader -> manifest(reader, id));
    } catch (MienException e) {
      if (e.fault() != VaultFault.KEY_MISSING) {
        throw e;
      }
      return parts.database().read(reader -> manifest(reader, id));
    }
  }

  public Optional<SubjectManifest> manifest(Connection reader, SubjectId id) throws SQLException {
    Optional<SubjectTable.Row> found = new SubjectTable(reader).find(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SubjectTable.Row row = found.get();
    Instant now = parts.clock().now(reader);
    SealingKey record = parts.keys().key(reader, id, SubjectKeyKind.RECORD);
    List<Consent> consents = new ArrayList<>();
    for (ConsentTable.Row consent : new ConsentTable(reader).of(id)) {
      consents.add(ConsentSeal.open(record, consent).consent(consent));
    }
    Optional<BiometricCollection> collection = collection(reader, id);
    List<EmbeddingFacts> embeddings =
        new EmbeddingTable(reader).of(id).stream().map(EmbeddingSeal::facts).toList();
    boolean biometric = collection.isPresent() || !embeddings.isEmpty();
    RetentionSchedule.Events events = events(row, consents);
    RetentionSchedule schedule = parts.config().policy().schedule();
    return Optional.of(
        new SubjectManifest(
            id,
            row.safeId(),
            row.createdAt(),
            consents,
            consents.stream().findFirst().map(consent -> consent.state(now)),
            collection,
            embeddings,
            new RetentionClocks(
                row.lastInteractionAt(),
                row.purposeSatisfiedAt(),
                biometric ? schedule.biometricDue(events) : Optional.empty(),
                schedule.generalDue(events)),
            HoldSeal.open(record, row)));
  }

  private static RetentionSchedule.Events events(SubjectTable.Row row, List<Consent> latestFirst) {
    Optional<Consent> latest = latestFirst.stream().findFirst();
    return new RetentionSchedule.Events(
        row.lastInteractionAt(),
        row.purposeSatisfiedAt(),
        latest.flatMap(Consent::withdrawnAt),
        latest.map(Consent::expiresAt));
  }

  private Optional<BiometricCollection> collection(Connection reader, SubjectId id)
      throws SQLException {
    Optional<CollectionTable.Row> row = new CollectionTable(reader).find(id);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    SealingKey key = parts.keys().key(reader, id, SubjectKeyKind.BIOMETRIC);
    return Optional.of(PhotoSeal.collection(key, row.get(), parts.config().policy().classes()));
  }

  public void placeHold(SubjectId id, String reason, Actor actor) {
    parts
        .database()
        .write(
            transaction -> {
              VaultParts.subject(transaction, id);
              Instant now = parts.clock().tick(transaction);
              LegalHold hold = new LegalHold(now, reason);
              SealingKey record = parts.keys().key(transaction, id, SubjectKeyKind.RECORD);
              byte[] sealed = HoldSeal.seal(record, id, hold, parts.config().random());
              new SubjectTable(transaction).hold(id, now, sealed);
              parts.audit().append(transaction, AuditAction.HOLD_PLACED, id, actor, now);
              return id;
            });
  }

  public void liftHold(SubjectId id, Actor actor) {
    parts
        .database()
        .write(
            transaction -> {
              if (VaultParts.subject(transaction, id).holdPlacedAt().isPresent()) {
                Instant now = parts.clock().tick(transaction);
                new SubjectTable(transaction).hold(id, null, null);
                parts.audit().append(transaction, AuditAction.HOLD_LIFTED, id, actor, now);
              }
              return id;
            });
  }

  public void interacted(SubjectId id, Actor actor) {
    parts
        .database()
        .write(
            transaction -> {
              VaultParts.subject(transaction, id);
              Instant now = parts.clock().tick(transaction);
              new SubjectTable(transaction).interacted(id, now);
              // It puts a destruction off, so it must not go unseen.
              parts.audit().append(transaction, AuditAction.INTERACTED, id, actor, now);
              return id;
            });
  }

  /** Only the first time counts until a new release: saying it again must put nothing off. */
  public void purposeSatisfied(SubjectId id, Actor actor) {
    parts
        .database()
        .write(
            transaction -> {
              if (VaultParts.subject(transaction, id).purposeSatisfiedAt().isEmpty()) {
                Instant now = parts.clock().tick(transaction);
                new SubjectTable(transaction).purposeSatisfied(id, now);
                parts.audit().append(transaction, AuditAction.PURPOSE_SATISFIED, id, actor, now);
              }
              return id;
            });
  }

  /** As whom the log knows a subject. */
  public Pseudonym pseudonym(SubjectId id) {
    return parts
        .database()
        .read(
            reader -> {
              VaultParts.subject(reader, id);
              return parts.audit().pseudonym(reader, id);
            });
  }
}
