package mien.vault;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.References.Why;
import mien.vault.audit.AuditAction;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.SubjectTable;

/**
 * Embeddings at rest: float32, little-endian, in the order of the dimensions, sealed; beside them
 * the model, the normalisation and the schema version, all of which the seal covers too.
 */
final class EmbeddingStore {

  /** Of the bytes; 1: raw little-endian float32. */
  static final int SCHEMA = 1;

  static final String NORMALISATION = "l2";
  private static final int PAGE = 1000;

  private final VaultParts parts;
  private final ConsentGate gate;

  EmbeddingStore(VaultParts parts, ConsentGate gate) {
    this.parts = parts;
    this.gate = gate;
  }

  KeepOutcome keep(SubjectId id, EmbeddingUse usage, Embedding embedding, Actor actor) {
    return parts
        .database()
        .exclusively(
            session -> {
              Optional<Refusal> refusal =
                  session.transaction(
                      transaction ->
                          gate.refusal(
                              transaction,
                              id,
                              parts.clock().tick(transaction),
                              Disclosed.EMBEDDINGS));
              if (refusal.isPresent()) {
                return new KeepOutcome.Refused(refusal.get());
              }
              SealingKey key = BiometricKeys.ready(parts, session, id);
              return new KeepOutcome.Kept(
                  session.transaction(
                      transaction -> add(transaction, id, usage, embedding, key, actor)));
            });
  }

  /** Adds one whose consent was checked, with its leaf; its id. */
  String add(
      Connection transaction,
      SubjectId id,
      EmbeddingUse usage,
      Embedding embedding,
      SealingKey key,
      Actor actor)
      throws SQLException {
    EmbeddingFacts facts = facts(usage, embedding, parts.clock().tick(transaction));
    new EmbeddingTable(transaction).add(row(id, facts, embedding, key));
    parts
        .audit()
        .append(
            transaction,
            AuditAction.EMBEDDING_KEPT,
            id,
            actor,
            facts.createdAt(),
            "model",
            facts.model().value(),
            "usage",
            facts.usage().word());
    return facts.id();
  }

  private EmbeddingFacts facts(EmbeddingUse usage, Embedding embedding, Instant now) {
    return new EmbeddingFacts(parts.newId(), usage, embedding.model(), NORMALISATION, SCHEMA, now);
  }

  private EmbeddingTable.Row row(
      SubjectId id, EmbeddingFacts facts, Embedding embedding, SealingKey key) {
    return new EmbeddingTable.Row(
        facts.id(),
        id,
        facts.usage().word(),
        facts.model(),
        facts.normalisation(),
        facts.schemaVersion(),
        embedding.dimension(),
        facts.createdAt(),
        key.seal(
            bytes(embedding), context(id, facts, embedding.dimension()), parts.config().random()));
  }

  boolean forget(SubjectId id, String embeddingId) {
    return parts
        .database()
        .write(
            transaction -> {
              parts.clock().tick(transaction);
              return new EmbeddingTable(transaction).delete(id, embeddingId) > 0;
            });
  }

  /** Of one subject, for an export. */
  List<Embedding> export(Connection connection, SubjectId id) throws SQLException {
    List<EmbeddingTable.Row> rows = new EmbeddingTable(connection).of(id);
    if (rows.isEmpty()) {
      return List.of();
    }
    SealingKey key = parts.keys().key(connection, id, SubjectKeyKind.BIOMETRIC);
    List<Embedding> all = new ArrayList<>();
    for (EmbeddingTable.Row row : rows) {
      all.add(open(row, key));
    }
    return all;
  }

  /** Of one subject; the comparison is in the log before the values are handed out. */
  References of(SubjectId id, ModelId model, Actor actor) {
    return parts
        .database()
        .write(
            transaction -> {
              VaultParts.subject(transaction, id);
              Instant now = parts.clock().tick(transaction);
              References found =
                  references(transaction, new EmbeddingTable(transaction).of(id), model, now);
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

  /** Of everybody, for a search; one leaf that names nobody. */
  References all(ModelId model, Actor actor) {
    References found =
        parts
            .database()
            .read(
                reader -> references(reader, everything(reader), model, parts.clock().now(reader)));
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

  private static List<EmbeddingTable.Row> everything(Connection reader) throws SQLException {
    List<EmbeddingTable.Row> all = new ArrayList<>();
    for (String after = ""; ; after = all.getLast().id()) {
      List<EmbeddingTable.Row> page = new EmbeddingTable(reader).page(after, PAGE);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  private References references(
      Connection connection, List<EmbeddingTable.Row> rows, ModelId model, Instant now)
      throws SQLException {
    Map<SubjectId, Optional<Refusal>> refusals = refusals(connection, rows, now);
    Map<SubjectId, Optional<SealingKey>> keys = new HashMap<>();
    List<References.Reference> usable = new ArrayList<>();
    List<References.Unusable> unusable = new ArrayList<>();
    for (EmbeddingTable.Row row : rows) {
      Optional<SealingKey> key = keys.get(row.subject());
      if (key == null) {
        key = parts.keys().find(connection, row.subject(), SubjectKeyKind.BIOMETRIC);
        keys.put(row.subject(), key);
      }
      Optional<Refusal> refusal =
          refusals.getOrDefault(row.subject(), Optional.of(Refusal.NO_CONSENT));
      switch (read(row, model, key, refusal)) {
        case Read.Good good ->
            usable.add(new References.Reference(row.subject(), facts(row), good.embedding()));
        case Read.Bad bad ->
            unusable.add(new References.Unusable(row.subject(), facts(row), bad.why()));
      }
    }
    return new References(usable, unusable);
  }

  private Map<SubjectId, Optional<Refusal>> refusals(
      Connection connection, List<EmbeddingTable.Row> rows, Instant now) throws SQLException {
    Set<String> pending = new HashSet<>();
    for (ErasureTable.Row erasure : new ErasureTable(connection).pending()) {
      pending.add(erasure.subject());
    }
    SubjectTable subjects = new SubjectTable(connection);
    Set<SubjectId> wanted = new HashSet<>();
    rows.forEach(row -> wanted.add(row.subject()));
    List<SubjectTable.Clocks> clocks =
        wanted.size() == 1
            ? subjects.clocks(wanted.iterator().next()).stream().toList()
            : subjects.clocks();
    Map<SubjectId, Optional<Refusal>> refusals = new HashMap<>();
    for (SubjectTable.Clocks one : clocks) {
      refusals.put(
          one.id(),
          gate.refusal(one, pending.contains(one.id().value()), now, Disclosed.EMBEDDINGS));
    }
    return refusals;
  }

  /** What reading a row gives. */
  private sealed interface Read {
    record Good(Embedding embedding) implements Read {}

    record Bad(Why why) implements Read {}
  }

  private static Read read(
      EmbeddingTable.Row row, ModelId model, Optional<SealingKey> key, Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      return new Read.Bad(new Why.NotAllowed(refusal.get()));
    }
    if (!row.model().equals(model)) {
      return new Read.Bad(new Why.OtherModel());
    }
    if (row.schemaVersion() != SCHEMA) {
      return new Read.Bad(new Why.OtherSchema(row.schemaVersion()));
    }
    if (!row.normalisation().equals(NORMALISATION)) {
      return new Read.Bad(new Why.OtherNormalisation(row.normalisation()));
    }
    if (key.isEmpty()) {
      return new Read.Bad(new Why.Damaged());
    }
    try {
      return new Read.Good(open(row, key.get()));
    } catch (MienException | IllegalArgumentException _) {
      return new Read.Bad(new Why.Damaged());
    }
  }

  static Embedding open(EmbeddingTable.Row row, SealingKey key) {
    byte[] plain = key.open(row.sealed(), context(row.subject(), facts(row), row.dimension()));
    if (plain.length != row.dimension() * Float.BYTES) {
      throw new IllegalArgumentException(
          "an embedding of " + row.dimension() + " values had " + plain.length + " bytes");
    }
    float[] values = new float[row.dimension()];
    ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return Embedding.ofUnit(row.model(), values);
  }

  static byte[] bytes(Embedding embedding) {
    ByteBuffer bytes =
        ByteBuffer.allocate(embedding.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < embedding.dimension(); i++) {
      bytes.putFloat(embedding.value(i));
    }
    return bytes.array();
  }

  static EmbeddingFacts facts(EmbeddingTable.Row row) {
    return new EmbeddingFacts(
        row.id(),
        EmbeddingUse.of(row.usage()),
        row.model(),
        row.normalisation(),
        row.schemaVersion(),
        row.createdAt());
  }

  private static String context(SubjectId subject, EmbeddingFacts facts, int dimension) {
    return String.join(
        "|",
        "embedding",
        subject.value(),
        facts.id(),
        facts.usage().word(),
        facts.model().value(),
        facts.normalisation(),
        Integer.toString(facts.schemaVersion()),
        Integer.toString(dimension));
  }
}
