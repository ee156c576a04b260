package mien.vault;

import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.vault.record.EmbeddingProvider;
import mien.vault.record.KeepOutcome;
import mien.vault.record.References;
import mien.vault.record.Refusal;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reference of another model is made anew from the photo that is held, with consent only. */
class ReferenceMakerTest {

  private static final ModelId NEXT = new ModelId("auraface_v1");

  @TempDir Path temporary;
  private Desk desk;

  @BeforeEach
  void makeADesk() throws IOException {
    desk = new Desk(temporary);
  }

  private Vault open() {
    return Vault.open(desk.config("biometric_v2"));
  }

  private static EmbeddingProvider makes(long seed) {
    return _ -> Optional.of(Desk.embedding(NEXT, seed));
  }

  @Test
  void afterAChangeOfTheModelItIsMadeAnew() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.LOGIN_REFERENCE, Desk.embedding(2));
      assertThat(vault.viewer(VIEWER).references(id, NEXT).usable()).isEmpty();
      AtomicReference<byte[]> seen = new AtomicReference<>();
      long leaves = Desk.leaves(vault);
      Optional<KeepOutcome> made =
          vault
              .officer(OFFICER)
              .remakeReference(
                  id,
                  photo -> {
                    seen.set(photo);
                    return Optional.of(Desk.embedding(NEXT, 3));
                  });
      assertThat(made).get().isInstanceOf(KeepOutcome.Kept.class);
      assertThat(seen.get()).isEqualTo(Desk.photo(1));
      assertThat(Desk.leaves(vault)).as("viewed, kept").isEqualTo(leaves + 2);
      References found = vault.viewer(VIEWER).references(id, NEXT);
      assertThat(found.usable())
          .singleElement()
          .satisfies(one -> assertThat(one.embedding()).isEqualTo(Desk.embedding(NEXT, 3)));
      // What a login learned is not made of this photo, and stays.
      assertThat(found.unusable())
          .extracting(one -> one.facts().usage())
          .containsExactly(EmbeddingUse.LOGIN_REFERENCE);
    }
  }

  @Test
  void withoutAConsentNothingIsEvenComputed() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    EmbeddingProvider provider =
        _ -> {
          asked.incrementAndGet();
          return Optional.of(Desk.embedding(NEXT, 3));
        };
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      desk.later(vault, Duration.ofDays(3 * 366));
      assertThat(vault.officer(OFFICER).remakeReference(id, provider))
          .contains(new KeepOutcome.Refused(Refusal.CONSENT_EXPIRED));
      SubjectId none = Desk.consenting(vault, "staff-2");
      assertThat(vault.officer(OFFICER).remakeReference(none, provider))
          .contains(new KeepOutcome.Refused(Refusal.NOTHING_HELD));
      assertThatThrownBy(() -> vault.officer(VIEWER).remakeReference(id, provider))
          .isInstanceOf(MienException.class);
    }
    try (Vault vault = Vault.open(new Desk(temporary, temporary.resolve("first")).config())) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      assertThat(vault.officer(OFFICER).remakeReference(id, provider))
          .contains(new KeepOutcome.Refused(Refusal.NOT_DISCLOSED));
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void whatChangedMeanwhileIsNoticed() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      assertThat(
              vault
                  .officer(OFFICER)
                  .remakeReference(
                      id,
                      _ -> {
                        vault.officer(OFFICER).collect(id, Desk.photo(2));
                        return Optional.of(Desk.embedding(NEXT, 3));
                      }))
          .contains(new KeepOutcome.Refused(Refusal.NOTHING_HELD));
      assertThat(
              vault
                  .officer(OFFICER)
                  .remakeReference(
                      id,
                      _ -> {
                        vault.officer(OFFICER).withdrawConsent(id);
                        return Optional.of(Desk.embedding(NEXT, 3));
                      }))
          .contains(new KeepOutcome.Refused(Refusal.CONSENT_WITHDRAWN));
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().embeddings()).isEmpty();
    }
  }

  @Test
  void whereNoneIsMadeTheEarlierOneStays() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).remakeReference(id, makes(3));
      assertThat(vault.officer(OFFICER).remakeReference(id, _ -> Optional.empty())).isEmpty();
      assertThat(vault.viewer(VIEWER).references(id, NEXT).usable())
          .extracting(References.Reference::embedding)
          .isEqualTo(List.of(Desk.embedding(NEXT, 3)));
    }
  }
}
