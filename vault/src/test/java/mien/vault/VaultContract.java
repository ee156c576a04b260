package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mien.core.MienException;
import mien.vault.config.KeySource;
import mien.vault.config.OtherHolder;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.policy.RetentionSchedule;
import mien.vault.policy.Sha256;
import mien.vault.record.ClassificationProvider;
import mien.vault.record.CollectOutcome;
import mien.vault.record.ConsentOutcome;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.ErasureReceipt;
import mien.vault.record.KeepOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.record.Refusal;
import mien.vault.record.SweepReport;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Classifications;
import mien.vault.subject.Consent;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.LegalHold;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectExport;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import org.junit.jupiter.api.Test;

/** What a vault does, whatever database is below it. */
abstract class VaultContract extends PromiseContract {

  @Test
  void aPhotoIsKeptAndComesBack() {
    SubjectId id;
    try (Vault vault = open()) {
      id = Desk.collected(vault, "staff-1", 1);
      assertThat(vault.viewer(VIEWER).find(new SafeId("staff-1"))).contains(id);
    }
    try (Vault vault = open()) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0));
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      SubjectManifest manifest = vault.viewer(VIEWER).manifest(id).orElseThrow();
      assertThat(manifest.consentState()).contains(Consent.State.GIVEN);
      assertThat(manifest.consents().getFirst().signer()).isEqualTo(Desk.SIGNER);
      assertThat(manifest.clocks().biometric())
          .contains(
              new RetentionSchedule.Due(
                  Instant.parse("2029-11-21T09:00:00Z"), RetentionSchedule.Cause.CONSENT_EXPIRED));
      BiometricCollection collection = manifest.biometricCollection().orElseThrow();
      assertThat(collection).isInstanceOf(BiometricCollection.Photograph.class);
      assertThat(collection.facts().photoHash()).isEqualTo(Sha256.of(Desk.photo(1)));
    }
  }

  @Test
  void withoutAConsentThatHoldsNothingIsKept() {
    try (Vault vault = open()) {
      SubjectId id = Desk.subject(vault, "staff-2");
      long leaves = Desk.leaves(vault);
      assertThat(collect(vault, id)).isEqualTo(new CollectOutcome.Refused(Refusal.NO_CONSENT));
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection()).isEmpty();
      assertThat(desk.folder.resolve("files")).doesNotExist();

      vault.officer(OFFICER).giveConsent(id, Desk.release(vault));
      desk.later(vault, Duration.ofDays(3 * 365 + 2));
      assertThat(collect(vault, id)).isEqualTo(new CollectOutcome.Refused(Refusal.CONSENT_EXPIRED));

      vault.officer(OFFICER).giveConsent(id, Desk.release(vault));
      vault.officer(OFFICER).withdrawConsent(id);
      assertThat(collect(vault, id))
          .isEqualTo(new CollectOutcome.Refused(Refusal.CONSENT_WITHDRAWN));

      vault.officer(OFFICER).giveConsent(id, Desk.release(vault));
      vault.officer(OFFICER).purposeSatisfied(id);
      assertThat(collect(vault, id))
          .isEqualTo(new CollectOutcome.Refused(Refusal.PURPOSE_SATISFIED));

      vault.officer(OFFICER).giveConsent(id, Desk.release(vault));
      assertThat(collect(vault, id)).isInstanceOf(CollectOutcome.Collected.class);
      assertThat(desk.folder.resolve("files")).isDirectory();
    }
  }

  @Test
  void aConsentToAnotherTextIsNoConsent() {
    SubjectId id;
    try (Vault vault = open()) {
      id = Desk.consenting(vault, "staff-3");
      assertThat(vault.officer(OFFICER).giveConsent(id, toAnotherText(Desk.release(vault))))
          .isEqualTo(new ConsentOutcome.TextChanged(vault.consentForm().orElseThrow()));
    }
    try (Vault vault = open("biometric_v2")) {
      assertThat(collect(vault, id))
          .isEqualTo(new CollectOutcome.Refused(Refusal.CONSENT_TO_OTHER_TEXT));
    }
  }

  @Test
  void aSecondPhotoReplacesTheFirst() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-4", 1);
      vault.officer(OFFICER).collect(id, Desk.photo(2));
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(2));
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).hasSize(1);
    }
  }

  @Test
  void whateverIsDoneIsALeaf() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-5", 1);
      assertThat(Desk.leaves(vault)).as("made, consent, photo").isEqualTo(3);
      vault.viewer(VIEWER).photo(id);
      vault.officer(OFFICER).export(id);
      vault.viewer(VIEWER).references(id, Desk.MODEL);
      vault.admin(ADMIN).placeHold(id, "case 12");
      vault.admin(ADMIN).liftHold(id);
      assertThat(Desk.leaves(vault)).isEqualTo(8);
      vault.officer(OFFICER).withdrawConsent(id);
      assertThat(Desk.leaves(vault)).as("withdrawn, erased").isEqualTo(10);
      assertThatThrownBy(() -> vault.admin(OFFICER).sweep()).isInstanceOf(MienException.class);
      assertThat(Desk.leaves(vault)).as("refused").isEqualTo(11);
      vault.admin(ADMIN).sweep();
      assertThat(Desk.leaves(vault)).isEqualTo(12);
      vault.viewer(VIEWER).manifest(id);
      vault.viewer(VIEWER).sweepDryRun();
      assertThat(Desk.leaves(vault)).isEqualTo(12);
    }
  }

  @Test
  void anErasureLeavesNothingButTheRecordAndAReceipt() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-6", 1);
      EraseOutcome outcome =
          vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
      ErasureReceipt receipt = ((EraseOutcome.Erased) outcome).receipt();
      assertThat(receipt.verify(vault.publicKey())).isTrue();
      assertThat(receipt.text()).contains("scope: biometric\n", "photographs: 1\n", "found: 0\n");
      assertThat(receipt.text()).doesNotContain("staff-6", id.value(), Desk.SIGNER);
      ErasureReceipt forged =
          new ErasureReceipt(receipt.id(), receipt.text().replace("1", "2"), receipt.signature());
      assertThat(forged.verify(vault.publicKey())).isFalse();
      assertThat(vault.viewer(VIEWER).receipt(receipt.id())).contains(receipt);
      assertThat(vault.viewer(VIEWER).photo(id)).isEqualTo(new PhotoOutcome.NothingHeld());
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().consents()).hasSize(1);
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).isEmpty();
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isEqualTo(new EraseOutcome.NothingHeld());
      // The same person may come back, under a key of their own again.
      vault.officer(OFFICER).collect(id, Desk.photo(3));
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(3));

      assertThat(vault.officer(OFFICER).erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
      assertThat(vault.viewer(VIEWER).manifest(id)).isEmpty();
      assertThat(vault.viewer(VIEWER).find(new SafeId("staff-6"))).isEmpty();
    }
  }

  @Test
  void aHoldKeepsEverything() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-7", 1);
      vault.admin(ADMIN).placeHold(id, "case 12");
      LegalHold hold = vault.viewer(VIEWER).manifest(id).orElseThrow().legalHold().orElseThrow();
      assertThat(hold.reason()).isEqualTo("case 12");
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isEqualTo(new EraseOutcome.OnHold(hold));
      assertThat(vault.officer(OFFICER).withdrawConsent(id).erasure())
          .contains(new EraseOutcome.OnHold(hold));
      desk.later(vault, Duration.ofDays(4 * 365));
      assertThat(vault.admin(ADMIN).sweep().entries())
          .extracting(SweepReport.Entry::result)
          .containsExactly(SweepReport.Result.ON_HOLD);
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      vault.admin(ADMIN).liftHold(id);
      assertThat(vault.admin(ADMIN).sweep().entries())
          .extracting(SweepReport.Entry::result)
          .containsExactly(SweepReport.Result.ERASED);
    }
  }

  @Test
  void theSweepErasesWhatIsDueOnceAndNothingElse() {
    try (Vault vault = open()) {
      SubjectId old = Desk.collected(vault, "staff-8", 1);
      desk.later(vault, Duration.ofDays(1000));
      SubjectId young = Desk.collected(vault, "staff-9", 2);
      SubjectId satisfied = Desk.collected(vault, "staff-10", 3);
      vault.officer(OFFICER).purposeSatisfied(satisfied);
      desk.later(vault, Duration.ofDays(97));

      SweepReport dry = vault.viewer(VIEWER).sweepDryRun();
      assertThat(dry.entries())
          .extracting(SweepReport.Entry::result)
          .containsOnly(SweepReport.Result.WOULD_ERASE);
      assertThat(photo(vault, old)).isEqualTo(Desk.photo(1));

      SweepReport report = vault.admin(ADMIN).sweep();
      assertThat(report.entries())
          .extracting(SweepReport.Entry::subject, SweepReport.Entry::reason)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(old, EraseReason.CONSENT_EXPIRED),
              org.assertj.core.groups.Tuple.tuple(satisfied, EraseReason.PURPOSE_SATISFIED));
      assertThat(photo(vault, young)).isEqualTo(Desk.photo(2));
      assertThat(vault.viewer(VIEWER).photo(old)).isEqualTo(new PhotoOutcome.NothingHeld());
      assertThat(vault.admin(ADMIN).sweep().entries()).isEmpty();

      desk.later(vault, Duration.ofDays(7 * 366));
      assertThat(vault.admin(ADMIN).sweep().entries())
          .extracting(SweepReport.Entry::scope)
          .containsOnly(EraseScope.EVERYTHING)
          .hasSize(3);
      assertThat(vault.viewer(VIEWER).list("", "", 10)).isEmpty();
    }
  }

  @Test
  void underVersionOneNothingDerivedIsKept() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-11", 1);
      assertThat(
              vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1)))
          .isEqualTo(new KeepOutcome.Refused(Refusal.NOT_DISCLOSED));
      assertThat(
              vault
                  .officer(OFFICER)
                  .classify(
                      id,
                      _ -> {
                        throw new AssertionError("the photo must not be handed out");
                      }))
          .contains(Refusal.NOT_DISCLOSED);
    }
  }

  @Test
  void underVersionTwoGuessesLiveInTheManifestUntilTheErasure() {
    Classifications guesses =
        new Classifications(
            "command", new TreeMap<>(Map.of("age_years", "34")), new TreeMap<>(Map.of()));
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.collected(vault, "staff-12", 1);
      assertThat(vault.officer(OFFICER).classify(id, _ -> Optional.empty())).isEmpty();
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection())
          .containsInstanceOf(BiometricCollection.Photograph.class);
      assertThat(vault.officer(OFFICER).classify(id, _ -> Optional.of(guesses))).isEmpty();
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection())
          .get()
          .extracting(collection -> ((BiometricCollection.Classified) collection).classifications())
          .isEqualTo(guesses);
      // What comes when all is erased, or another photo there, is not kept.
      ClassificationProvider late =
          _ -> {
            vault.officer(OFFICER).collect(id, Desk.photo(3));
            return Optional.of(guesses);
          };
      assertThat(vault.officer(OFFICER).classify(id, late)).contains(Refusal.NOTHING_HELD);
      SubjectId other = Desk.collected(vault, "staff-12-2", 1);
      ClassificationProvider tooLate =
          _ -> {
            vault.officer(OFFICER).erase(other, EraseScope.BIOMETRIC, EraseReason.REQUEST);
            return Optional.of(guesses);
          };
      assertThat(vault.officer(OFFICER).classify(other, tooLate)).contains(Refusal.NOTHING_HELD);
      assertThat(vault.officer(OFFICER).classify(id, _ -> Optional.of(guesses))).isEmpty();
      // A new photo begins without any.
      vault.officer(OFFICER).collect(id, Desk.photo(2));
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection())
          .containsInstanceOf(BiometricCollection.Photograph.class);
    }
  }

  @Test
  void householdUseNeedsNoReleaseAndIsStillErasable() {
    try (Vault vault = open("personal")) {
      SubjectId id = Desk.subject(vault, "grandma");
      assertThat(vault.consentForm()).isEmpty();
      assertThat(collect(vault, id)).isInstanceOf(CollectOutcome.Collected.class);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.LIBRARY_FACE, Desk.embedding(1));
      desk.later(vault, Duration.ofDays(30 * 365));
      assertThat(vault.admin(ADMIN).sweep().entries()).isEmpty();
      EraseOutcome gone =
          vault.officer(OFFICER).erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST);
      assertThat(((EraseOutcome.Erased) gone).receipt().text()).contains("embeddings: 1\n");
    }
  }

  @Test
  void anExportHoldsEverything() {
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.collected(vault, "staff-14", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      SubjectExport export = vault.officer(OFFICER).export(id);
      assertThat(export.photo().orElseThrow()).isEqualTo(Desk.photo(1));
      assertThat(export.embeddings()).containsExactly(Desk.embedding(1));
      assertThat(export.evidence()).containsExactly(Desk.SIGNER.getBytes(StandardCharsets.UTF_8));
      assertThat(export.manifest()).isEqualTo(vault.viewer(VIEWER).manifest(id).orElseThrow());
      String consent = export.manifest().consents().getFirst().id();
      assertThat(vault.officer(OFFICER).consentEvidence(id, consent)).isPresent();
    }
  }

  @Test
  void otherHoldersAreAskedAndLookedAt() {
    class Cache implements OtherHolder {
      private boolean stubborn = true;

      @Override
      public String name() {
        return "search-index";
      }

      @Override
      public void forget(SubjectId subject) {}

      @Override
      public boolean holds(SubjectId subject) {
        return stubborn;
      }
    }
    Cache cache = new Cache();
    try (Vault vault = Vault.open(desk.config().withStore(store()).withHolders(List.of(cache)))) {
      SubjectId id = Desk.collected(vault, "staff-15", 1);
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isEqualTo(new EraseOutcome.Unfinished(List.of("search-index")));
      assertThat(collect(vault, id)).isEqualTo(new CollectOutcome.Refused(Refusal.ERASURE_PENDING));
      cache.stubborn = false;
      assertThat(vault.officer(OFFICER).finishErasures())
          .singleElement()
          .isInstanceOf(EraseOutcome.Erased.class);
      assertThat(collect(vault, id)).isInstanceOf(CollectOutcome.Collected.class);
    }
  }

  @Test
  void theMasterKeyCanBeChanged() throws IOException {
    Path other = Desk.keyFile(temporary.resolve("other.key"), 8);
    SubjectId id;
    try (Vault vault = open()) {
      id = Desk.collected(vault, "staff-16", 1);
      vault.admin(ADMIN).changeMasterKey(new KeySource.KeyFile(other));
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      Desk.collected(vault, "staff-17", 2);
    }
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("vault.wrong-key"));
    Desk.keyFile(desk.key, 8);
    try (Vault vault = open()) {
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
    }
  }
}
