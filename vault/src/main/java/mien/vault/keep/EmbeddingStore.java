package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.face.Embedding;
import mien.vault.audit.AuditAction;
import mien.vault.audit.AuditEvent;
import mien.vault.config.Actor;
import mien.vault.erase.Replacement;
import mien.vault.open.BiometricKeys;
import mien.vault.open.EmbeddingSeal;
import mien.vault.open.VaultParts;
import mien.vault.policy.Disclosed;
import mien.vault.record.KeepOutcome;
import mien.vault.record.NewEmbedding;
import mien.vault.record.Refusal;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.KeyTable;
import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;

/** Keeps embeddings, as far as a consent goes; their form is {@link EmbeddingSeal}. */
public final class EmbeddingStore {

  private final VaultParts parts;
  private final ConsentGate gate;

  public EmbeddingStore(VaultParts parts, ConsentGate gate) {
    this.parts = parts;
    this.gate = gate;
  }

  /** Keeps what may be kept, with one transaction and one signature; an outcome each, in order. */
  public List<KeepOutcome> keep(List<NewEmbedding> all, Actor actor) {
    return all.isEmpty()
        ? List.of()
        : parts.database().exclusively(session -> keep(session, all, actor));
  }

  /** The same in the session of a caller who writes. */
  List<KeepOutcome> keep(Database.Writer session, List<NewEmbedding> all, Actor actor)
      throws SQLException {
    List<SubjectId> subjects = all.stream().map(NewEmbedding::subject).distinct().toList();
    List<KeyTable.Key> missing =
        session.transaction(transaction -> announce(transaction, subjects));
    if (!missing.isEmpty()) {
      session.transaction(
          transaction -> {
            for (KeyTable.Key key : missing) {
              parts.keys().create(transaction, key);
            }
            return missing;
          });
    }
    return session.transaction(transaction -> add(transaction, all, actor));
  }

  /** Notes the keys that are to be made, before they are. */
  private List<KeyTable.Key> announce(Connection transaction, List<SubjectId> subjects)
      throws SQLException {
    List<KeyTable.Key> missing = new ArrayList<>();
    for (SubjectId id : subjects) {
      if (refusal(transaction, id).isEmpty()) {
        KeyTable.Key key = BiometricKeys.current(transaction, id);
        if (new KeyTable(transaction).find(key).isEmpty()) {
          BiometricKeys.announce(transaction, key);
          missing.add(key);
        }
      }
    }
    return missing;
  }

  private List<KeepOutcome> add(Connection transaction, List<NewEmbedding> all, Actor actor)
      throws SQLException {
    Map<SubjectId, Optional<Refusal>> refusals = new LinkedHashMap<>();
    Map<SubjectId, SealingKey> keys = new LinkedHashMap<>();
    List<KeepOutcome> outcomes = new ArrayList<>();
    List<AuditEvent> leaves = new ArrayList<>();
    for (NewEmbedding one : all) {
      SubjectId id = one.subject();
      if (!refusals.containsKey(id)) {
        refusals.put(id, refusal(transaction, id));
      }
      Optional<Refusal> refusal = refusals.get(id);
      if (refusal.isPresent()) {
        outcomes.add(new KeepOutcome.Refused(refusal.get()));
        continue;
      }
      if (!keys.containsKey(id)) {
        BiometricKeys.settle(transaction, BiometricKeys.current(transaction, id));
        keys.put(id, parts.keys().key(transaction, id, SubjectKeyKind.BIOMETRIC));
      }
      Added added = add(transaction, one, keys.get(id), actor, Optional.empty());
      leaves.add(added.leaf());
      outcomes.add(new KeepOutcome.Kept(added.id(), Optional.empty()));
    }
    if (!leaves.isEmpty()) {
      parts.audit().appendAll(transaction, leaves);
    }
    return outcomes;
  }

  /** Why no embedding of a subject may be made now. */
  Optional<Refusal> refusal(Connection transaction, SubjectId id) throws SQLException {
    return gate.refusalToMake(
        transaction, id, parts.clock().tick(transaction), Disclosed.EMBEDDINGS);
  }

  /** One that is added, and the leaf that says so, which is still to be appended. */
  private record Added(String id, AuditEvent leaf) {}

  /** Adds one reference in the place of those that go, with its leaf; its id. */
  String replace(
      Connection transaction,
      SubjectId id,
      Embedding embedding,
      SealingKey key,
      Actor actor,
      Replacement.Gone replaced)
      throws SQLException {
    NewEmbedding one = new NewEmbedding(id, EmbeddingUse.REFERENCE, embedding);
    Added added = add(transaction, one, key, actor, Optional.of(replaced));
    parts.audit().appendAll(transaction, List.of(added.leaf()));
    return added.id();
  }

  private Added add(
      Connection transaction,
      NewEmbedding one,
      SealingKey key,
      Actor actor,
      Optional<Replacement.Gone> replaced)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    EmbeddingFacts facts =
        new EmbeddingFacts(
            parts.newId(),
            one.usage(),
            one.embedding().model(),
            EmbeddingSeal.NORMALIZATION,
            EmbeddingSeal.SCHEMA,
            now);
    new EmbeddingTable(transaction).add(row(one, facts, key));
    List<String> said =
        new ArrayList<>(List.of("model", facts.model().value(), "usage", facts.usage().word()));
    said.addAll(List.of("replaced", replaced.map(gone -> "" + gone.references()).orElse("0")));
    replaced.ifPresent(gone -> said.addAll(List.of("erasure", gone.erasure())));
    return new Added(
        facts.id(),
        parts
            .audit()
            .event(
                transaction,
                AuditAction.EMBEDDING_KEPT,
                one.subject(),
                actor,
                now,
                said.toArray(String[]::new)));
  }

  private EmbeddingTable.Row row(NewEmbedding one, EmbeddingFacts facts, SealingKey key) {
    int dimension = one.embedding().dimension();
    return new EmbeddingTable.Row(
        facts.id(),
        one.subject(),
        facts.usage().word(),
        facts.model(),
        facts.normalization(),
        facts.schemaVersion(),
        dimension,
        facts.createdAt(),
        key.seal(
            EmbeddingSeal.bytes(one.embedding()),
            EmbeddingSeal.context(one.subject(), facts, dimension),
            parts.config().random()));
  }
}
