package mien.vault;

import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import mien.core.face.Embedding;
import mien.vault.open.EmbeddingSeal;
import mien.vault.record.References;
import mien.vault.record.References.Why;
import mien.vault.seal.SealingKey;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of an embedding, and what happens to a row that is not as this program writes it. */
class EmbeddingAtRestTest {

  @TempDir Path temporary;

  @Test
  void theBytesAreLittleEndianFloats() {
    Embedding embedding = Desk.embedding(1);
    byte[] bytes = EmbeddingSeal.bytes(embedding);
    assertThat(bytes).hasSize(2048);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 512; i++) {
      assertThat(buffer.getFloat(4 * i)).isEqualTo(embedding.value(i));
    }
  }

  @Test
  void theyAreSealedAndComeBackBitForBit() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = Vault.open(desk.config("personal"))) {
      SubjectId id = Desk.subject(vault, "anna");
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.LIBRARY_FACE, Desk.embedding(1));
      byte[] stored =
          new RawRows(desk.folder).blob("SELECT sealed FROM embedding WHERE subject_id = ?", id);
      assertThat(stored).hasSize(2048 + SealingKey.OVERHEAD);
      assertThat(vault.viewer(VIEWER).references(id, Desk.MODEL).usable().getFirst().embedding())
          .isEqualTo(Desk.embedding(1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "schema_version = 2, OtherSchema[version=2]",
    "schema_version = 0, OtherSchema[version=0]",
    "normalisation = 'none', OtherNormalization[normalization=none]",
    "model_id = 'edgeface_s_512', OtherModel[]",
    "dimension = 256, Damaged[]",
    "usage = 'login-reference', Damaged[]",
    "sealed = zeroblob(2077), Damaged[]",
  })
  void aChangedRowIsNamedAndNeverMatched(String change, String why) throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = Vault.open(desk.config("personal"))) {
      SubjectId id = Desk.subject(vault, "anna");
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.LIBRARY_FACE, Desk.embedding(1));
      new RawRows(desk.folder).change("UPDATE embedding SET " + change);
      References found = vault.viewer(VIEWER).references(id, Desk.MODEL);
      assertThat(found.usable()).isEmpty();
      assertThat(found.unusable())
          .singleElement()
          .extracting(References.Unusable::why)
          .hasToString(why);
    }
  }

  @Test
  void anEmbeddingOfSomebodyElseDoesNotOpen() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = Vault.open(desk.config("personal"))) {
      SubjectId anna = Desk.subject(vault, "anna");
      SubjectId bert = Desk.subject(vault, "bert");
      vault.officer(OFFICER).keepEmbedding(anna, EmbeddingUse.LIBRARY_FACE, Desk.embedding(1));
      vault.officer(OFFICER).keepEmbedding(bert, EmbeddingUse.LIBRARY_FACE, Desk.embedding(2));
      new RawRows(desk.folder).change("UPDATE embedding SET subject_id = '" + bert + "'");
      References found = vault.viewer(VIEWER).references(bert, Desk.MODEL);
      assertThat(found.usable()).hasSize(1);
      assertThat(found.unusable())
          .singleElement()
          .extracting(References.Unusable::why)
          .isEqualTo(new Why.Damaged());
    }
  }
}
