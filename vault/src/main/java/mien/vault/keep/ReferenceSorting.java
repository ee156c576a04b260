package mien.vault.keep;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.open.EmbeddingSeal;
import mien.vault.open.KeyRing;
import mien.vault.record.References;
import mien.vault.record.References.Why;
import mien.vault.record.Refusal;
import mien.vault.seal.SealingKey;
import mien.vault.sql.EmbeddingTable;
import mien.vault.subject.SubjectId;

/**
 * Sorts stored embeddings into those that may be compared and those that may not, each with the
 * reason. For one thread and one use.
 */
public final class ReferenceSorting {

  private final ModelId model;
  private final Map<SubjectId, Optional<Refusal>> refusals;
  private final KeyRing.Keys biometric;
  private final Map<SubjectId, Optional<SealingKey>> keys = new HashMap<>();
  private final List<References.Reference> usable = new ArrayList<>();
  private final List<References.Unusable> unusable = new ArrayList<>();

  public ReferenceSorting(
      ModelId model, Map<SubjectId, Optional<Refusal>> refusals, KeyRing.Keys biometric) {
    this.model = model;
    this.refusals = refusals;
    this.biometric = biometric;
  }

  public void add(EmbeddingTable.Row row) throws SQLException {
    Optional<SealingKey> key = keys.get(row.subject());
    if (key == null) {
      key = biometric.find(row.subject());
      keys.put(row.subject(), key);
    }
    Optional<Refusal> refusal =
        refusals.getOrDefault(row.subject(), Optional.of(Refusal.NO_CONSENT));
    switch (read(row, model, key, refusal)) {
      case Read.Good good ->
          usable.add(
              new References.Reference(row.subject(), EmbeddingSeal.facts(row), good.embedding()));
      case Read.Bad bad ->
          unusable.add(new References.Unusable(row.subject(), EmbeddingSeal.facts(row), bad.why()));
    }
  }

  public References references() {
    return new References(usable, unusable);
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
    if (row.schemaVersion() != EmbeddingSeal.SCHEMA) {
      return new Read.Bad(new Why.OtherSchema(row.schemaVersion()));
    }
    if (!row.normalization().equals(EmbeddingSeal.NORMALIZATION)) {
      return new Read.Bad(new Why.OtherNormalization(row.normalization()));
    }
    if (key.isEmpty()) {
      return new Read.Bad(new Why.Damaged());
    }
    try {
      return new Read.Good(EmbeddingSeal.open(row, key.get()));
    } catch (MienException | IllegalArgumentException _) {
      return new Read.Bad(new Why.Damaged());
    }
  }
}
