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
import mien.vault.erase.Replacement;
import mien.vault.open.BiometricKeys;
import mien.vault.open.EmbeddingSeal;
import mien.vault.open.KeyRing;
import mien.vault.open.VaultParts;
import mien.vault.policy.Disclosed;
import mien.vault.record.KeepOutcome;
import mien.vault.record.References;
import mien.vault.record.Refusal;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;

/**
 * Keeps embeddings and hands them out, as far as a consent goes; their form is {@link
 * EmbeddingSeal}.
 */
public final class EmbeddingStore {

  private static final int PAGE = 1000;

  private final VaultParts parts;
  private final ConsentGate gate;

  public EmbeddingStore(VaultParts parts, ConsentGate gate) {
    this.parts = parts;
    this.gate = gate;
  }

  public KeepOutcome keep(SubjectId id, EmbeddingUse usage, Embedding embedding, Actor actor) {
    return parts
        .database()
        .exclusively(
            session -> {
              Optional<Refusal> refusal =
                  session.transaction(transaction -> begin(transaction, id));
              if (refusal.isPresent()) {
                return new KeepOutcome.Refused(refusal.get());
              }
              KeyTable.Key which =
                  session.transaction(transaction -> BiometricKeys.current(transaction, id));
              SealingKey key = BiometricKeys.ready(parts, session, which);
              return new KeepOutcome.Kept(
                  session.transaction(
                      transaction -> {
                        BiometricKeys.settle(transaction, which);
                        return add(transaction, id, usage, embedding, key, actor, Optional.empty());
                      }),
                  Optional.empty());
            });
  }

  /** Checks the consent, and notes the key before it is made. */
  public Optional<Refusal> begin(Connection transaction, SubjectId id) throws SQLException {
    Optional<Refusal> refusal =
        gate.refusalToMake(transaction, id, parts.clock().tick(transaction), Disclosed.EMBEDDINGS);
    if (refusal.isEmpty()) {
      BiometricKeys.announce(transaction, BiometricKeys.current(transaction, id));
    }
    return refusal;
  }

  /** Adds one whose consent was checked, with its leaf, which says what it replaces; its id. */
  public String add(
      Connection transaction,
      SubjectId id,
      EmbeddingUse usage,
      Embedding embedding,
      SealingKey key,
      Actor actor,
      Optional<Replacement.Gone> replaced)
      throws SQLException {
    EmbeddingFacts facts = facts(usage, embedding, parts.clock().tick(transaction));
    new EmbeddingTable(transaction).add(row(id, facts, embedding, key));
    List<String> leaf =
        new ArrayList<>(List.of("model", facts.model().value(), "usage", facts.usage().word()));
    leaf.addAll(List.of("replaced", replaced.map(one -> "" + one.references()).orElse("0")));
    replaced.ifPresent(one -> leaf.addAll(List.of("erasure", one.erasure())));
    parts
        .audit()
        .append(
            transaction,
            AuditAction.EMBEDDING_KEPT,
            id,
            actor,
            facts.createdAt(),
            leaf.toArray(String[]::new));
    return facts.id();
  }

  private EmbeddingFacts facts(EmbeddingUse usage, Embedding embedding, Instant now) {
    return new EmbeddingFacts(
        parts.newId(),
        usage,
        embedding.model(),
        EmbeddingSeal.NORMALIZATION,
        EmbeddingSeal.SCHEMA,
        now);
  }

  private EmbeddingTable.Row row(
      SubjectId id, EmbeddingFacts facts, Embedding embedding, SealingKey key) {
    return new EmbeddingTable.Row(
        facts.id(),
        id,
        facts.usage().word(),
        facts.model(),
        facts.normalization(),
        facts.schemaVersion(),
        embedding.dimension(),
        facts.createdAt(),
        key.seal(
            EmbeddingSeal.bytes(embedding),
            EmbeddingSeal.context(id, facts, embedding.dimension()),
            parts.config().random()));
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

  /** Of all, for a search; one leaf that names no one. */
  public References all(ModelId model, Actor actor) {
    References found = parts.database().read(reader -> all(reader, model));
    parts
        .database()
        .write(
            transaction -> {
              parts
                  .audit()
                  .appendForAll(
                      transaction,
                      AuditAction.COMPARED,
                      actor,
                      parts.clock().tick(transaction),
                      "model",
                      model.value(),
                      "references",
                      Integer.toString(found.usable().size()));
              return model;
            });
    return found;
  }

  /** Page by page: what is sealed is not held beside what is open. */
  private References all(Connection reader, ModelId model) throws SQLException {
    KeyRing.Keys records = parts.keys().ofMany(reader, SubjectKeyKind.RECORD);
    Map<SubjectId, Optional<Refusal>> refusals =
        refusals(new SubjectTable(reader).clocks(), reader, records);
    ReferenceSorting sorting =
        new ReferenceSorting(
            model, refusals, parts.keys().ofMany(reader, SubjectKeyKind.BIOMETRIC));
    for (String after = ""; ; ) {
      List<EmbeddingTable.Row> page = new EmbeddingTable(reader).page(after, PAGE);
      for (EmbeddingTable.Row row : page) {
        sorting.add(row);
        after = row.id();
      }
      if (page.size() < PAGE) {
        return sorting.references();
      }
    }
  }

  private References references(Connection connection, SubjectId id, ModelId model)
      throws SQLException {
    List<SubjectTable.Clocks> clocks = new SubjectTable(connection).clocks(id).stream().toList();
    Map<SubjectId, Optional<Refusal>> refusals =
        refusals(clocks, connection, keys(connection, SubjectKeyKind.RECORD));
    ReferenceSorting sorting =
        new ReferenceSorting(model, refusals, keys(connection, SubjectKeyKind.BIOMETRIC));
    for (EmbeddingTable.Row row : new EmbeddingTable(connection).of(id)) {
      sorting.add(row);
    }
    return sorting.references();
  }

  private KeyRing.Keys keys(Connection connection, SubjectKeyKind kind) {
    return subject -> parts.keys().find(connection, subject, kind);
  }

  private Map<SubjectId, Optional<Refusal>> refusals(
      List<SubjectTable.Clocks> clocks, Connection connection, KeyRing.Keys records)
      throws SQLException {
    Instant now = parts.clock().now(connection);
    Set<String> pending = new HashSet<>();
    for (ErasureTable.Row erasure : new ErasureTable(connection).pending()) {
      pending.add(erasure.subject());
    }
    Map<SubjectId, Optional<Refusal>> refusals = new HashMap<>();
    for (SubjectTable.Clocks one : clocks) {
      boolean erasing = pending.contains(one.id().value());
      refusals.put(one.id(), gate.refusal(one, erasing, now, Disclosed.EMBEDDINGS, records));
    }
    return refusals;
  }
}
