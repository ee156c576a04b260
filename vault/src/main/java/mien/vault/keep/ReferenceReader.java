package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.open.EmbeddingSeal;
import mien.vault.open.KeyRing;
import mien.vault.open.VaultParts;
import mien.vault.policy.Disclosed;
import mien.vault.record.ReferenceSearch;
import mien.vault.record.References;
import mien.vault.record.Refusal;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.SubjectId;

/** Hands embeddings out, as far as a consent goes. */
public final class ReferenceReader {

  private final VaultParts parts;
  private final ConsentGate gate;

  public ReferenceReader(VaultParts parts, ConsentGate gate) {
    this.parts = parts;
    this.gate = gate;
  }

  /** Of one subject, for an export. */
  public List<Embedding> export(Connection connection, SubjectId id) throws SQLException {
    List<EmbeddingTable.Row> rows = new EmbeddingTable(connection).of(id);
    if (rows.isEmpty()) {
      return List.of();
    }
    SealingKey key = parts.keys().key(connection, id, SubjectKeyKind.BIOMETRIC);
    List<Embedding> all = new ArrayList<>();
    for (EmbeddingTable.Row row : rows) {
      all.add(EmbeddingSeal.open(row, key));
    }
    return all;
  }

  /** Of one subject; the comparison is in the log before the values are handed out. */
  public References of(SubjectId id, ModelId model, Actor actor) {
    return parts
        .database()
        .write(
            transaction -> {
              VaultParts.subject(transaction, id);
              Instant now = parts.clock().tick(transaction);
              References found = references(transaction, id, model);
              parts
                  .audit()
                  .append(
                      transaction,
                      AuditAction.COMPARED,
                      id,
                      actor,
                      now,
                      "model",
                      model.value(),
                      "references",
                      Integer.toString(found.usable().size()));
              return found;
            });
  }

  private References references(Connection connection, SubjectId id, ModelId model)
      throws SQLException {
    List<References.Reference> usable = new ArrayList<>();
    List<References.Unusable> unusable = new ArrayList<>();
    Access access = one(connection);
    for (EmbeddingTable.Row row : new EmbeddingTable(connection).of(id)) {
      switch (ReferenceSorting.read(row, model, access)) {
        case ReferenceSorting.Usable(References.Reference reference) -> usable.add(reference);
        case ReferenceSorting.Unusable(References.Unusable why) -> unusable.add(why);
      }
    }
    return new References(usable, unusable);
  }

  /** Among all, in memory. */
  public ReferenceSearch search(ModelId model, Actor actor) {
    return new LiveSearch(parts, this, model, actor);
  }

  /** What decides whether rows may be opened, and opens them. */
  interface Access {

    /** Why not. */
    Optional<Refusal> refusal(SubjectId subject) throws SQLException;

    /** The key of what is held. */
    Optional<SealingKey> key(SubjectId subject) throws SQLException;
  }

  /** Of few subjects: each is looked up when it is met, once. */
  Access one(Connection connection) {
    return new Access() {
      private final Map<SubjectId, Optional<Refusal>> refusals = new HashMap<>();
      private final Map<SubjectId, Optional<SealingKey>> keys = new HashMap<>();

      @Override
      public Optional<Refusal> refusal(SubjectId subject) throws SQLException {
        if (!refusals.containsKey(subject)) {
          Instant now = parts.clock().now(connection);
          refusals.put(subject, gate.refusal(connection, subject, now, Disclosed.EMBEDDINGS));
        }
        return refusals.get(subject);
      }

      @Override
      public Optional<SealingKey> key(SubjectId subject) throws SQLException {
        if (!keys.containsKey(subject)) {
          keys.put(subject, parts.keys().find(connection, subject, SubjectKeyKind.BIOMETRIC));
        }
        return keys.get(subject);
      }
    };
  }

  /** Of all subjects, read in one go. */
  Access all(Connection connection) throws SQLException {
    Instant now = parts.clock().now(connection);
    KeyRing.Keys records = parts.keys().ofMany(connection, SubjectKeyKind.RECORD);
    Set<String> pending = new HashSet<>();
    for (ErasureTable.Row erasure : new ErasureTable(connection).pending()) {
      pending.add(erasure.subject());
    }
    Map<SubjectId, Optional<Refusal>> refusals = new HashMap<>();
    for (SubjectTable.Clocks clocks : new SubjectTable(connection).clocks()) {
      boolean erasing = pending.contains(clocks.id().value());
      refusals.put(clocks.id(), gate.refusal(clocks, erasing, now, Disclosed.EMBEDDINGS, records));
    }
    KeyRing.Keys biometric = parts.keys().ofMany(connection, SubjectKeyKind.BIOMETRIC);
    Map<SubjectId, Optional<SealingKey>> keys = new HashMap<>();
    return new Access() {
      @Override
      public Optional<Refusal> refusal(SubjectId subject) {
        return refusals.getOrDefault(subject, Optional.of(Refusal.NO_CONSENT));
      }

      @Override
      public Optional<SealingKey> key(SubjectId subject) throws SQLException {
        if (!keys.containsKey(subject)) {
          keys.put(subject, biometric.find(subject));
        }
        return keys.get(subject);
      }
    };
  }
}
