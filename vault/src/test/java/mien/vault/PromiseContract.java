package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mien.core.face.Embedding;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.record.CheckReport;
import mien.vault.record.CollectOutcome;
import mien.vault.record.CreateOutcome;
import mien.vault.record.EmbeddingProvider;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.ErasureReceipt;
import mien.vault.record.KeepOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.References;
import mien.vault.record.Refusal;
import mien.vault.record.SweepReport;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Classifications;
import mien.vault.subject.Consent;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import org.junit.jupiter.api.Test;

/** Promises that the vault prints: a hold, a replacement, a disclosure, a text, a policy. */
abstract class PromiseContract extends SearchContract {

  /** What was held is still there, and nothing more: not even a leaf. */
  @Test
  void aHoldForbidsReplacingAndDeriving() {
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.collected(vault, "hold-1", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      vault.admin(ADMIN).placeHold(id, "case 12");
      long leaves = Desk.leaves(vault);
      KeepOutcome refused = new KeepOutcome.Refused(Refusal.ON_HOLD);
      assertThat(vault.officer(OFFICER).collect(id, Desk.photo(2)))
          .isEqualTo(new CollectOutcome.Refused(Refusal.ON_HOLD));
      assertThat(
              vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(2)))
          .isEqualTo(refused);
      EmbeddingProvider none =
          _ -> {
            throw new AssertionError("the photo must not be handed out");
          };
      assertThat(vault.officer(OFFICER).remakeReference(id, none)).contains(refused);
      assertThat(
              vault
                  .officer(OFFICER)
                  .classify(
                      id,
                      _ -> {
                        throw new AssertionError("the photo must not be handed out");
                      }))
          .contains(Refusal.ON_HOLD);
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      assertThat(vault.viewer(VIEWER).references(id, Desk.MODEL).usable()).hasSize(1);
      vault.admin(ADMIN).liftHold(id);
      assertThat(vault.officer(OFFICER).collect(id, Desk.photo(2)))
          .isInstanceOf(CollectOutcome.Collected.class);
      // A first photo destroys nothing, so it may come under a hold.
      SubjectId other = Desk.consenting(vault, "hold-2");
      vault.admin(ADMIN).placeHold(other, "case 13");
      assertThat(collect(vault, other)).isInstanceOf(CollectOutcome.Collected.class);
    }
  }

  @Test
  void replacingAPhotoDestroysItAndIsSignedForOnDemand() {
    Embedding login = Desk.embedding(7);
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.collected(vault, "replace-1", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.LOGIN_REFERENCE, login);
      CollectOutcome.Collected second =
          (CollectOutcome.Collected) vault.officer(OFFICER).collect(id, Desk.photo(2));
      String erasure = second.replaced().orElseThrow();
      assertThat(vault.viewer(VIEWER).audit(log -> log.leaves(log.size() - 1, 1)).getFirst())
          .contains("\"PHOTO_COLLECTED\"", "\"replaced\":\"" + erasure + "\"");
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(2));
      assertThat(vault.officer(OFFICER).export(id).embeddings())
          .as("what was not made of the photo stays, under the new key")
          .containsExactly(login);
      assertThat(vault.viewer(VIEWER).receipt(erasure)).as("not before somebody asks").isEmpty();
      EraseOutcome outcome = vault.officer(OFFICER).replacementReceipt(erasure).orElseThrow();
      ErasureReceipt receipt = ((EraseOutcome.Erased) outcome).receipt();
      assertThat(receipt.verify(vault.publicKey())).isTrue();
      assertThat(receipt.text())
          .contains("scope: photo\n", "reason: replaced\n", "photographs: 1\n", "files: 1\n")
          .contains("embeddings: 1\n", "keys destroyed: biometric\n", "found: 0\n")
          .containsPattern("patterns looked for: [1-9]");
      assertThat(vault.viewer(VIEWER).receipt(erasure)).contains(receipt);
      assertThat(vault.officer(OFFICER).replacementReceipt(erasure))
          .contains(new EraseOutcome.Erased(receipt));
      assertThat(vault.officer(OFFICER).replacementReceipt("0".repeat(32))).isEmpty();
      // What was not asked for before the person goes is signed with that.
      String third =
          ((CollectOutcome.Collected) vault.officer(OFFICER).collect(id, Desk.photo(3)))
              .replaced()
              .orElseThrow();
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
      assertThat(vault.viewer(VIEWER).receipt(third)).isPresent();
    }
    try (Vault vault = open("biometric_v2")) {
      assertThat(vault.recovered().clean()).isTrue();
    }
  }

  /** As a photo: destroyed with its key, on the leaf, and signed for on demand. */
  @Test
  void makingAReferenceAgainDestroysTheOneBefore() {
    Embedding login = Desk.embedding(7);
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.collected(vault, "again-1", 1);
      vault.officer(OFFICER).classify(id, _ -> guesses("age_years"));
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.LOGIN_REFERENCE, login);
      assertThat(remade(vault, id, 1).replaced()).as("the first replaces none").isEmpty();
      String path = path(vault, id);
      String erasure = remade(vault, id, 2).replaced().orElseThrow();
      assertThat(vault.viewer(VIEWER).audit(log -> log.leaves(log.size() - 1, 1)).getFirst())
          .contains("\"EMBEDDING_KEPT\"", "\"erasure\":\"" + erasure + "\"", "\"replaced\":\"1\"");
      assertThat(vault.viewer(VIEWER).references(id, Desk.MODEL).usable())
          .as("what stays opens under the new key")
          .extracting(References.Reference::embedding)
          .containsExactlyInAnyOrder(login, Desk.embedding(2));
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      assertThat(path(vault, id)).as("sealed into another file").isNotEqualTo(path);
      assertThat(desk.folder.resolve(path)).doesNotExist();
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection())
          .containsInstanceOf(BiometricCollection.Classified.class);
      assertThat(vault.admin(ADMIN).check()).isEqualTo(new CheckReport(1, 1, List.of()));
      assertThat(vault.viewer(VIEWER).receipt(erasure)).as("not before someone asks").isEmpty();
      EraseOutcome outcome = vault.officer(OFFICER).replacementReceipt(erasure).orElseThrow();
      assertThat(((EraseOutcome.Erased) outcome).receipt().text())
          .contains("scope: derived\n", "reason: replaced\n", "photographs: 0\n")
          .contains("embeddings: 1\n", "keys destroyed: biometric\n", "found: 0\n")
          .containsPattern("patterns looked for: [1-9]");
    }
    try (Vault vault = open("biometric_v2")) {
      assertThat(vault.recovered().clean()).isTrue();
    }
  }

  private static KeepOutcome.Kept remade(Vault vault, SubjectId id, long seed) {
    return (KeepOutcome.Kept)
        vault
            .officer(OFFICER)
            .remakeReference(id, _ -> Optional.of(Desk.embedding(seed)))
            .orElseThrow();
  }

  private static String path(Vault vault, SubjectId id) {
    return vault
        .viewer(VIEWER)
        .manifest(id)
        .orElseThrow()
        .biometricCollection()
        .orElseThrow()
        .facts()
        .dataPath();
  }

  /** An earlier mien kept whatever a provider answered. */
  @Test
  void classesThatAnEarlierMienKeptAreNotShownAndGoWithTheNextSweep() {
    PolicyPack today = PolicyPack.named("biometric_v2");
    java.util.SortedSet<String> more = new java.util.TreeSet<>(today.classes());
    more.add("dominant_race");
    PolicyPack earlier =
        new PolicyPack(today.name(), true, today.template(), today.schedule(), today.keeps(), more);
    SubjectId id;
    SubjectId held;
    SubjectId alone;
    try (Vault vault = Vault.open(desk.config().accepting(earlier).withStore(store()))) {
      id = Desk.collected(vault, "classes-1", 1);
      held = Desk.collected(vault, "classes-2", 2);
      alone = Desk.collected(vault, "classes-3", 3);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      vault.officer(OFFICER).classify(id, _ -> guesses("age_years", "dominant_race"));
      vault.officer(OFFICER).classify(held, _ -> guesses("dominant_race"));
      vault.officer(OFFICER).classify(alone, _ -> guesses("age_years"));
      vault.admin(ADMIN).placeHold(held, "case 14");
      vault.admin(ADMIN).sweep();
    }
    try (Vault vault = open("biometric_v2")) {
      for (int times = 0; times < 2; times++) {
        assertThat(classes(vault, id)).containsExactly("age_years");
        assertThat(classes(vault, held)).isEmpty();
        assertThat(classes(vault, alone)).containsExactly("age_years");
        if (times == 0) {
          assertThat(vault.viewer(VIEWER).sweepDryRun().entries())
              .extracting(SweepReport.Entry::subject, SweepReport.Entry::scope)
              .containsExactlyInAnyOrder(
                  org.assertj.core.groups.Tuple.tuple(id, EraseScope.DERIVED),
                  org.assertj.core.groups.Tuple.tuple(held, EraseScope.DERIVED));
          assertThat(vault.admin(ADMIN).sweep().entries())
              .extracting(SweepReport.Entry::result)
              .containsExactlyInAnyOrder(SweepReport.Result.ERASED, SweepReport.Result.ON_HOLD);
          assertThat(vault.viewer(VIEWER).audit(log -> log.leaves(log.size() - 2, 1)).getFirst())
              .contains("\"ERASED\"", "\"reason\":\"policy\"", "\"scope\":\"derived\"");
        }
      }
      assertThat(vault.viewer(VIEWER).references(id, Desk.MODEL).usable())
          .as("what the policy discloses stays")
          .hasSize(1);
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      vault.admin(ADMIN).liftHold(held);
      assertThat(vault.admin(ADMIN).sweep().entries()).hasSize(1);
      assertThat(vault.admin(ADMIN).sweep().entries()).isEmpty();
      assertThat(vault.admin(ADMIN).check()).isEqualTo(new CheckReport(3, 3, List.of()));
    }
    // And with the earlier policy again there is nothing more to see.
    try (Vault vault = Vault.open(desk.config().accepting(earlier).withStore(store()))) {
      assertThat(classes(vault, id)).containsExactly("age_years");
    }
  }

  private static java.util.Set<String> classes(Vault vault, SubjectId id) {
    return switch (vault
        .viewer(VIEWER)
        .manifest(id)
        .orElseThrow()
        .biometricCollection()
        .orElseThrow()) {
      case BiometricCollection.Photograph _ -> java.util.Set.of();
      case BiometricCollection.Classified(var _, Classifications all) -> all.values().keySet();
    };
  }

  @Test
  void onlyClassesThatTheReleaseNamesAreKept() {
    try (Vault vault = open("biometric_v2")) {
      assertThat(vault.policy().classes()).containsExactly("age_years", "gender");
      SubjectId id = Desk.collected(vault, "classes-1", 1);
      assertThat(vault.officer(OFFICER).classify(id, _ -> guesses("dominant_race", "health.hiv")))
          .isEmpty();
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection())
          .containsInstanceOf(BiometricCollection.Photograph.class);
      vault.officer(OFFICER).classify(id, _ -> guesses("age_years", "dominant_race", "health.hiv"));
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection())
          .get()
          .extracting(one -> ((BiometricCollection.Classified) one).classifications().values())
          .isEqualTo(new TreeMap<>(Map.of("age_years", "x")));
    }
  }

  private static Optional<Classifications> guesses(String... classes) {
    TreeMap<String, String> values = new TreeMap<>();
    for (String name : classes) {
      values.put(name, "x");
    }
    return Optional.of(new Classifications("command", values, new TreeMap<>()));
  }

  @Test
  void whatWasSignedIsKeptThoughTheReleaseChanges() {
    SubjectId id;
    String text;
    try (Vault vault = open()) {
      id = Desk.consenting(vault, "text-1");
      text = vault.consentForm().orElseThrow().text();
      assertThat(text).contains("privacy@acme.example");
    }
    VaultConfig moved =
        VaultConfig.embedded(
                desk.folder,
                new KeySource.KeyFile(desk.key),
                PolicyPack.named("biometric_v1"),
                new Organization("Acme Ltd", "another address"))
            .withClock(desk.clock)
            .withStore(store());
    try (Vault vault = Vault.open(moved)) {
      Consent consent = vault.viewer(VIEWER).manifest(id).orElseThrow().consents().getFirst();
      assertThat(vault.consentForm().orElseThrow().hash()).isNotEqualTo(consent.textHash());
      assertThat(vault.signedText(consent.textHash())).contains(text);
      assertThat(vault.officer(OFFICER).export(id).texts())
          .isEqualTo(Map.of(consent.textHash().hex(), text));
    }
  }

  @Test
  void aChangeOfPolicyIsCarriedOutAndTheLeafSaysWhoMadeIt() {
    SubjectId released;
    SubjectId none;
    try (Vault vault = open("personal")) {
      none = Desk.subject(vault, "policy-1");
      vault.officer(OFFICER).collect(none, Desk.photo(1));
      vault.officer(OFFICER).keepEmbedding(none, EmbeddingUse.LIBRARY_FACE, Desk.embedding(1));
    }
    try (Vault vault = open("biometric_v2")) {
      released = Desk.collected(vault, "policy-2", 2);
      vault.officer(OFFICER).keepEmbedding(released, EmbeddingUse.REFERENCE, Desk.embedding(2));
      assertThat(vault.viewer(VIEWER).sweepDryRun().entries())
          .extracting(SweepReport.Entry::subject, SweepReport.Entry::reason)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(none, EraseReason.POLICY));
      assertThat(vault.admin(ADMIN).sweep().entries())
          .extracting(SweepReport.Entry::result)
          .containsExactly(SweepReport.Result.ERASED);
      assertThat(vault.viewer(VIEWER).photo(none)).isEqualTo(new PhotoOutcome.NothingHeld());
      assertThat(vault.admin(ADMIN).sweep().entries()).isEmpty();
    }
    VaultConfig back =
        desk.config()
            .accepting(PolicyPack.named("biometric_v1"))
            .withStore(store())
            .openedBy(new Actor(Role.ADMIN, "boss-1"));
    try (Vault vault = Vault.open(back)) {
      assertThat(vault.viewer(VIEWER).audit(log -> log.leaves(log.size() - 1, 1)).getFirst())
          .contains("\"POLICY_CHANGED\"", "\"actor\":\"admin:boss-1\"");
      SweepReport report = vault.admin(ADMIN).sweep();
      assertThat(report.entries())
          .extracting(SweepReport.Entry::scope)
          .containsExactly(EraseScope.DERIVED);
      SubjectManifest manifest = vault.viewer(VIEWER).manifest(released).orElseThrow();
      assertThat(manifest.embeddings()).isEmpty();
      assertThat(photo(vault, released)).isEqualTo(Desk.photo(2));
      assertThat(vault.admin(ADMIN).sweep().entries()).isEmpty();
    }
  }

  @Test
  void aReceiptAttestsOnlyWhatWasDeleted() throws java.io.IOException {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "receipt-1", 1);
      java.nio.file.Files.delete(
          desk.folder.resolve(
              vault
                  .viewer(VIEWER)
                  .manifest(id)
                  .orElseThrow()
                  .biometricCollection()
                  .orElseThrow()
                  .facts()
                  .dataPath()));
      assertThat(vault.admin(ADMIN).check().findings())
          .singleElement()
          .asString()
          .contains("is missing");
      EraseOutcome outcome =
          vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
      assertThat(((EraseOutcome.Erased) outcome).receipt().text())
          .contains("photographs: 0\n", "files: 0\n", "keys destroyed: biometric\n");
      assertThat(vault.admin(ADMIN).check()).isEqualTo(new CheckReport(1, 0, List.of()));
      desk.later(vault, Duration.ofDays(1));
    }
  }

  @Test
  void subjectsAreListedByTheirSafeIds() {
    try (Vault vault = open()) {
      for (String safeId : List.of("b-2", "a-1", "b-1", "B-1", "b_1")) {
        Desk.subject(vault, safeId);
      }
      assertThat(vault.officer(OFFICER).createSubject(new SafeId("b-1")))
          .isInstanceOf(CreateOutcome.SafeIdTaken.class);
      assertThat(vault.viewer(VIEWER).list("b-", "", 10))
          .extracting(line -> line.safeId().value())
          .containsExactly("b-1", "b-2");
      assertThat(vault.viewer(VIEWER).list("b-", "b-1", 10))
          .extracting(line -> line.safeId().value())
          .containsExactly("b-2");
    }
  }
}
