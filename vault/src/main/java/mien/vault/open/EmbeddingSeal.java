package mien.vault.open;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import mien.core.face.Embedding;
import mien.vault.seal.SealingKey;
import mien.vault.sql.EmbeddingTable;
import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;

/**
 * Embeddings at rest: float32, little-endian, in the order of the dimensions, sealed; beside them
 * the model, the normalization and the schema version, all of which the seal covers too.
 */
public final class EmbeddingSeal {

  /** Of the bytes; 1: raw little-endian float32. */
  public static final int SCHEMA = 1;

  public static final String NORMALIZATION = "l2";

  private EmbeddingSeal() {}

  public static Embedding open(EmbeddingTable.Row row, SealingKey key) {
    byte[] plain = key.open(row.sealed(), context(row.subject(), facts(row), row.dimension()));
    if (plain.length != row.dimension() * Float.BYTES) {
      throw new IllegalArgumentException(
          "an embedding of " + row.dimension() + " values had " + plain.length + " bytes");
    }
    float[] values = new float[row.dimension()];
    ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return Embedding.ofUnit(row.model(), values);
  }

  /** The same values under another key. */
  public static byte[] reseal(
      EmbeddingTable.Row row, SealingKey old, SealingKey fresh, SecureRandom random) {
    String context = context(row.subject(), facts(row), row.dimension());
    return fresh.seal(old.open(row.sealed(), context), context, random);
  }

  public static byte[] bytes(Embedding embedding) {
    ByteBuffer bytes =
        ByteBuffer.allocate(embedding.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < embedding.dimension(); i++) {
      bytes.putFloat(embedding.value(i));
    }
    return bytes.array();
  }

  public static EmbeddingFacts facts(EmbeddingTable.Row row) {
    return new EmbeddingFacts(
        row.id(),
        EmbeddingUse.of(row.usage()),
        row.model(),
        row.normalization(),
        row.schemaVersion(),
        row.createdAt());
  }

  public static String context(SubjectId subject, EmbeddingFacts facts, int dimension) {
    return String.join(
        "|",
        "embedding",
        subject.value(),
        facts.id(),
        facts.usage().word(),
        facts.model().value(),
        facts.normalization(),
        Integer.toString(facts.schemaVersion()),
        Integer.toString(dimension));
  }
}
