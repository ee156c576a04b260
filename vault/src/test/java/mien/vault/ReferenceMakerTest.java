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
      vault.keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1), OFFICER);
      vault.keepEmbedding(id, EmbeddingUse.LOGIN_REFERENCE, Desk.embedding(2), OFFICER);
      assertThat(vault.references(id, NEXT, VIEWER).usable()).isEmpty();
      AtomicReference<byte[]> seen = new AtomicReference<>();
      long leaves = Desk.leaves(vault);
      Optional<KeepOutcome> made =
          vault.remakeReference(
              id,
              photo -> {
                seen.set(photo);
                return Optional.of(Desk.embedding(NEXT, 3));
              },
              OFFICER);
      assertThat(made).get().isInstanceOf(KeepOutcome.Kept.class);
      assertThat(seen.get()).isEqualTo(Desk.photo(1));
      assertThat(Desk.leaves(vault)).as("viewed, kept").isEqualTo(leaves + 2);
      References found = vault.references(id, NEXT, VIEWER);
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
      assertThat(vault.remakeReference(id, provider, OFFICER))
          .contains(new KeepOutcome.Refused(Refusal.CONSENT_EXPIRED));
      SubjectId none = Desk.consenting(vault, "staff-2");
      assertThat(vault.remakeReference(none, provider, OFFICER))
          .contains(new KeepOutcome.Refused(Refusal.NOTHING_HELD));
      assertThatThrownBy(() -> vault.remakeReference(id, provider, VIEWER))
          .isInstanceOf(MienException.class);
    }
    try (Vault vault = Vault.open(new Desk(temporary, temporary.resolve("first")).config())) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      assertThat(vault.remakeReference(id, provider, OFFICER))
          .contains(new KeepOutcome.Refused(Refusal.NOT_DISCLOSED));
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void whatChangedMeanwhileIsNoticed() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      assertThat(
              vault.remakeReference(
                  id,
                  _ -> {
                    vault.collect(id, Desk.photo(2), OFFICER);
                    return Optional.of(Desk.embedding(NEXT, 3));
                  },
                  OFFICER))
          .contains(new KeepOutcome.Refused(Refusal.NOTHING_HELD));
      assertThat(
              vault.remakeReference(
                  id,
                  _ -> {
                    vault.withdrawConsent(id, OFFICER);
                    return Optional.of(Desk.embedding(NEXT, 3));
                  },
                  OFFICER))
          .contains(new KeepOutcome.Refused(Refusal.CONSENT_WITHDRAWN));
      assertThat(vault.manifest(id, VIEWER).orElseThrow().embeddings()).isEmpty();
    }
  }

  @Test
  void whereNoneIsMadeTheEarlierOneStays() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      vault.remakeReference(id, makes(3), OFFICER);
      assertThat(vault.remakeReference(id, _ -> Optional.empty(), OFFICER)).isEmpty();
      assertThat(vault.references(id, NEXT, VIEWER).usable())
          .extracting(References.Reference::embedding)
          .isEqualTo(List.of(Desk.embedding(NEXT, 3)));
    }
  }
}
