package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.audit.SignedHead;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.FoundReference;
import mien.vault.record.KeepOutcome;
import mien.vault.record.NewEmbedding;
import mien.vault.record.ReferenceSearch;
import mien.vault.record.References;
import mien.vault.record.Refusal;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;

/** Embeddings kept together, and found among all. */
abstract class SearchContract extends ClockContract {

  private static NewEmbedding reference(SubjectId id, long seed) {
    return new NewEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(seed));
  }

  private static List<SubjectId> found(ReferenceSearch search, long seed) {
    return search.nearest(List.of(Desk.embedding(seed)), 1).getFirst().stream()
        .filter(one -> one.similarity() > 0.99f)
        .map(FoundReference::subject)
        .toList();
  }

  @Test
  void aBatchIsKeptUnderOneSignatureAndEachHasItsLeaf() {
    try (Vault vault = open("biometric_v2")) {
      List<NewEmbedding> batch = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        SubjectId id = Desk.consenting(vault, "batch-" + i);
        batch.add(reference(id, 2 * i));
        batch.add(reference(id, 2 * i + 1));
      }
      SubjectId without = Desk.subject(vault, "batch-none");
      batch.add(7, reference(without, 99));
      long leaves = Desk.leaves(vault);
      List<KeepOutcome> kept = vault.officer(OFFICER).keepEmbeddings(batch);
      assertThat(kept.remove(7)).isEqualTo(new KeepOutcome.Refused(Refusal.NO_CONSENT));
      assertThat(kept).hasSize(40).allMatch(KeepOutcome.Kept.class::isInstance);
      assertThat(Desk.leaves(vault)).isEqualTo(leaves + 40);
      List<SignedHead> heads = vault.viewer(VIEWER).audit(log -> log.heads(leaves, 1000));
      assertThat(heads).extracting(SignedHead::size).containsExactly(leaves + 40);
      assertThat(vault.viewer(VIEWER).manifest(without).orElseThrow().embeddings()).isEmpty();
      for (NewEmbedding one : batch) {
        if (!one.subject().equals(without)) {
          assertThat(vault.viewer(VIEWER).references(one.subject(), Desk.MODEL).usable())
              .extracting(References.Reference::embedding)
              .contains(one.embedding());
        }
      }
      assertThat(vault.admin(ADMIN).check().whole()).isTrue();
    }
    try (Vault vault = open("biometric_v2")) {
      assertThat(vault.recovered().clean()).as("nothing loose is left").isTrue();
    }
  }

  @Test
  void aBatchWithASubjectThatIsNotThereKeepsNothing() {
    try (Vault vault = open("personal")) {
      SubjectId id = Desk.subject(vault, "one");
      SubjectId gone = Desk.subject(vault, "two");
      vault.officer(OFFICER).erase(gone, EraseScope.EVERYTHING, EraseReason.REQUEST);
      long leaves = Desk.leaves(vault);
      List<NewEmbedding> batch = List.of(reference(id, 1), reference(gone, 2));
      assertThatThrownBy(() -> vault.officer(OFFICER).keepEmbeddings(batch))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("subject.unknown"));
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().embeddings()).isEmpty();
      assertThat(vault.officer(OFFICER).keepEmbeddings(List.of())).isEmpty();
    }
  }

  @Test
  void aSearchSeesTheVaultAsItIsAtEachQuestion() {
    try (Vault vault = open("biometric_v2")) {
      SubjectId one = Desk.consenting(vault, "search-1");
      SubjectId two = Desk.consenting(vault, "search-2");
      vault.officer(OFFICER).keepEmbeddings(List.of(reference(one, 1)));
      try (ReferenceSearch search = vault.officer(OFFICER).search(Desk.MODEL)) {
        assertThat(found(search, 1)).containsExactly(one);
        assertThat(found(search, 2)).isEmpty();
        assertThat(search.references()).isEqualTo(1);

        vault.officer(OFFICER).keepEmbeddings(List.of(reference(two, 2)));
        assertThat(found(search, 2)).as("kept meanwhile").containsExactly(two);

        vault.officer(OFFICER).erase(one, EraseScope.BIOMETRIC, EraseReason.REQUEST);
        assertThat(found(search, 1)).as("erased meanwhile").isEmpty();
        assertThat(search.references()).isEqualTo(1);

        vault.admin(ADMIN).placeHold(two, "case 1");
        vault.officer(OFFICER).withdrawConsent(two);
        assertThat(found(search, 2)).as("withdrawn, and held").isEmpty();
        assertThat(search.unusable())
            .extracting(References.Unusable::why)
            .containsExactly(new References.Why.NotAllowed(Refusal.CONSENT_WITHDRAWN));

        vault.officer(OFFICER).giveConsent(two, Desk.release(vault));
        assertThat(found(search, 2)).as("signed again").containsExactly(two);
        assertThat(search.unusable()).isEmpty();
      }
    }
  }

  /** A term ends without a leaf: the log has the size that it had. */
  @Test
  void whoseTermEndedIsNotFoundThoughNothingWasWritten() {
    try (Vault vault = open("biometric_v2")) {
      SubjectId early = Desk.consenting(vault, "term-1");
      vault.officer(OFFICER).keepEmbeddings(List.of(reference(early, 1)));
      desk.clock.move(Duration.ofDays(80));
      SubjectId late = Desk.consenting(vault, "term-2");
      vault.officer(OFFICER).keepEmbeddings(List.of(reference(late, 2)));
      try (ReferenceSearch search = vault.officer(OFFICER).search(Desk.MODEL)) {
        assertThat(found(search, 1)).containsExactly(early);
        for (int i = 0; i < 12; i++) {
          desk.clock.move(Duration.ofDays(85));
          found(search, 2);
        }
        desk.clock.move(Duration.ofDays(3 * 365 - 12 * 85 - 40));
        assertThat(found(search, 1)).isEmpty();
        assertThat(found(search, 2)).containsExactly(late);
        assertThat(search.unusable())
            .extracting(References.Unusable::why)
            .containsExactly(new References.Why.NotAllowed(Refusal.CONSENT_EXPIRED));
      }
    }
  }

  @Test
  void everyQuestionIsALeafAndNeedsAnOfficer() {
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.consenting(vault, "leaf-1");
      vault.officer(OFFICER).keepEmbeddings(List.of(reference(id, 1)));
      assertThatThrownBy(() -> vault.officer(VIEWER)).isInstanceOf(MienException.class);
      try (ReferenceSearch search = vault.officer(OFFICER).search(Desk.MODEL)) {
        long leaves = Desk.leaves(vault);
        search.nearest(List.of(Desk.embedding(1), Desk.embedding(2), Desk.embedding(3)), 2);
        assertThat(Desk.leaves(vault)).isEqualTo(leaves + 1);
        List<String> leaf = vault.viewer(VIEWER).audit(log -> log.leaves(leaves, 1));
        assertThat(leaf.getFirst())
            .contains("\"COMPARED\"", "\"probes\":\"3\"", "\"references\":\"1\"")
            .doesNotContain(id.value());
        assertThatThrownBy(() -> search.nearest(List.of(Desk.embedding(1)), 0))
            .isInstanceOf(IllegalArgumentException.class);
        Embedding foreign = Desk.embedding(new ModelId("other"), 1);
        assertThatThrownBy(() -> search.nearest(List.of(foreign), 1))
            .hasMessageContaining("edgeface_xs_512");
      }
    }
  }

  @Test
  void embeddingsOfAnotherModelAreNamedAndNeverMatched() {
    ModelId newer = new ModelId("edgeface_s_512");
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.consenting(vault, "staff-13");
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(newer, 2));
      References found = vault.viewer(VIEWER).references(id, newer);
      assertThat(found.usable())
          .singleElement()
          .extracting(References.Reference::embedding)
          .isEqualTo(Desk.embedding(newer, 2));
      assertThat(found.unusable())
          .singleElement()
          .extracting(References.Unusable::why)
          .isEqualTo(new References.Why.OtherModel());
      try (ReferenceSearch search = vault.officer(OFFICER).search(newer)) {
        assertThat(search.nearest(List.of(Desk.embedding(newer, 2)), 5).getFirst())
            .singleElement()
            .extracting(FoundReference::facts)
            .isEqualTo(found.usable().getFirst().facts());
        assertThat(search.unusable()).isEqualTo(found.unusable());
      }

      vault.admin(ADMIN).placeHold(id, "case 13");
      vault.officer(OFFICER).withdrawConsent(id);
      try (ReferenceSearch search = vault.officer(OFFICER).search(newer)) {
        assertThat(search.nearest(List.of(Desk.embedding(newer, 2)), 5).getFirst()).isEmpty();
      }
      assertThat(vault.viewer(VIEWER).references(id, newer).unusable())
          .extracting(References.Unusable::why)
          .containsOnly(new References.Why.NotAllowed(Refusal.CONSENT_WITHDRAWN));
    }
  }
}
