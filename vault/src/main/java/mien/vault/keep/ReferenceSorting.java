package mien.vault.keep;

import java.sql.SQLException;
import java.util.Optional;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.vault.open.EmbeddingSeal;
import mien.vault.record.References;
import mien.vault.record.References.Why;
import mien.vault.record.Refusal;
import mien.vault.seal.SealingKey;
import mien.vault.sql.EmbeddingTable;

/** Whether a stored embedding may be compared, and if not, why. */
sealed interface ReferenceSorting {

  /** It may. */
  record Usable(References.Reference reference) implements ReferenceSorting {}

  /** It may not. */
  record Unusable(References.Unusable unusable) implements ReferenceSorting {}

  static ReferenceSorting read(EmbeddingTable.Row row, ModelId model, ReferenceReader.Access access)
      throws SQLException {
    Optional<Refusal> refusal = access.refusal(row.subject());
    if (refusal.isPresent()) {
      return bad(row, new Why.NotAllowed(refusal.get()));
    }
    if (!row.model().equals(model)) {
      return bad(row, new Why.OtherModel());
    }
    if (row.schemaVersion() != EmbeddingSeal.SCHEMA) {
      return bad(row, new Why.OtherSchema(row.schemaVersion()));
    }
    if (!row.normalization().equals(EmbeddingSeal.NORMALIZATION)) {
      return bad(row, new Why.OtherNormalization(row.normalization()));
    }
    Optional<SealingKey> key = access.key(row.subject());
    if (key.isEmpty()) {
      return bad(row, new Why.Damaged());
    }
    try {
      return new Usable(
          new References.Reference(
              row.subject(), EmbeddingSeal.facts(row), EmbeddingSeal.open(row, key.get())));
    } catch (MienException | IllegalArgumentException _) {
      return bad(row, new Why.Damaged());
    }
  }

  private static Unusable bad(EmbeddingTable.Row row, Why why) {
    return new Unusable(new References.Unusable(row.subject(), EmbeddingSeal.facts(row), why));
  }
}
