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
abstract class PromiseContract extends ClockContract {

  /** What was held is still there, and nothing more: not even a leaf. */
  @Test
  void aHoldForbidsReplacingAndDeriving() {
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.collected(vault, "hold-1", 1);
      vault.keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1), OFFICER);
      vault.placeHold(id, "case 12", ADMIN);
      long leaves = Desk.leaves(vault);
      KeepOutcome refused = new KeepOutcome.Refused(Refusal.ON_HOLD);
      assertThat(vault.collect(id, Desk.photo(2), OFFICER))
          .isEqualTo(new CollectOutcome.Refused(Refusal.ON_HOLD));
      assertThat(vault.keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(2), OFFICER))
          .isEqualTo(refused);
      EmbeddingProvider none =
          _ -> {
            throw new AssertionError("the photo must not be handed out");
          };
      assertThat(vault.remakeReference(id, none, OFFICER)).contains(refused);
      assertThat(
              vault.classify(
                  id,
                  _ -> {
                    throw new AssertionError("the photo must not be handed out");
                  },
                  OFFICER))
          .contains(Refusal.ON_HOLD);
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      assertThat(vault.references(id, Desk.MODEL, VIEWER).usable()).hasSize(1);
      vault.liftHold(id, ADMIN);
      assertThat(vault.collect(id, Desk.photo(2), OFFICER))
          .isInstanceOf(CollectOutcome.Collected.class);
      // A first photo destroys nothing, so it may come under a hold.
      SubjectId other = Desk.consenting(vault, "hold-2");
      vault.placeHold(other, "case 13", ADMIN);
      assertThat(collect(vault, other)).isInstanceOf(CollectOutcome.Collected.class);
    }
  }

  @Test
  void replacingAPhotoDestroysItAndIsSignedForOnDemand() {
    Embedding login = Desk.embedding(7);
    try (Vault vault = open("biometric_v2")) {
      SubjectId id = Desk.collected(vault, "replace-1", 1);
      vault.keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1), OFFICER);
      vault.keepEmbedding(id, EmbeddingUse.LOGIN_REFERENCE, login, OFFICER);
      CollectOutcome.Collected second =
          (CollectOutcome.Collected) vault.collect(id, Desk.photo(2), OFFICER);
      String erasure = second.replaced().orElseThrow();
      assertThat(vault.audit(log -> log.leaves(log.size() - 1, 1), VIEWER).getFirst())
          .contains("\"PHOTO_COLLECTED\"", "\"replaced\":\"" + erasure + "\"");
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(2));
      assertThat(vault.export(id, OFFICER).embeddings())
          .as("what was not made of the photo stays, under the new key")
          .containsExactly(login);
      assertThat(vault.receipt(erasure, VIEWER)).as("not before somebody asks").isEmpty();
      EraseOutcome outcome = vault.replacementReceipt(erasure, OFFICER).orElseThrow();
      ErasureReceipt receipt = ((EraseOutcome.Erased) outcome).receipt();
      assertThat(receipt.verify(vault.publicKey())).isTrue();
      assertThat(receipt.text())
          .contains("scope: photo\n", "reason: replaced\n", "photographs: 1\n", "files: 1\n")
          .contains("embeddings: 1\n", "keys destroyed: biometric\n", "found: 0\n")
          .containsPattern("patterns looked for: [1-9]");
      assertThat(vault.receipt(erasure, VIEWER)).contains(receipt);
      assertThat(vault.replacementReceipt(erasure, OFFICER))
          .contains(new EraseOutcome.Erased(receipt));
      assertThat(vault.replacementReceipt("0".repeat(32), OFFICER)).isEmpty();
      // What was not asked for before the person goes is signed with that.
      String third =
          ((CollectOutcome.Collected) vault.collect(id, Desk.photo(3), OFFICER))
              .replaced()
              .orElseThrow();
      assertThat(vault.erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST, OFFICER))
          .isInstanceOf(EraseOutcome.Erased.class);
      assertThat(vault.receipt(third, VIEWER)).isPresent();
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
      vault.classify(id, _ -> guesses("age_years"), OFFICER);
      vault.keepEmbedding(id, EmbeddingUse.LOGIN_REFERENCE, login, OFFICER);
      assertThat(remade(vault, id, 1).replaced()).as("the first replaces none").isEmpty();
      String path = path(vault, id);
      String erasure = remade(vault, id, 2).replaced().orElseThrow();
      assertThat(vault.audit(log -> log.leaves(log.size() - 1, 1), VIEWER).getFirst())
          .contains("\"EMBEDDING_KEPT\"", "\"erasure\":\"" + erasure + "\"", "\"replaced\":\"1\"");
      assertThat(vault.references(id, Desk.MODEL, VIEWER).usable())
          .as("what stays opens under the new key")
          .extracting(References.Reference::embedding)
          .containsExactlyInAnyOrder(login, Desk.embedding(2));
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      assertThat(path(vault, id)).as("sealed into another file").isNotEqualTo(path);
      assertThat(desk.folder.resolve(path)).doesNotExist();
      assertThat(vault.manifest(id, VIEWER).orElseThrow().biometricCollection())
          .containsInstanceOf(BiometricCollection.Classified.class);
      assertThat(vault.check(ADMIN)).isEqualTo(new CheckReport(1, 1, List.of()));
      assertThat(vault.receipt(erasure, VIEWER)).as("not before someone asks").isEmpty();
      EraseOutcome outcome = vault.replacementReceipt(erasure, OFFICER).orElseThrow();
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
        vault.remakeReference(id, _ -> Optional.of(Desk.embedding(seed)), OFFICER).orElseThrow();
  }

  private static String path(Vault vault, SubjectId id) {
    return vault
        .manifest(id, VIEWER)
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
      vault.keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1), OFFICER);
      vault.classify(id, _ -> guesses("age_years", "dominant_race"), OFFICER);
      vault.classify(held, _ -> guesses("dominant_race"), OFFICER);
      vault.classify(alone, _ -> guesses("age_years"), OFFICER);
      vault.placeHold(held, "case 14", ADMIN);
      vault.sweep(ADMIN);
    }
    try (Vault vault = open("biometric_v2")) {
      for (int times = 0; times < 2; times++) {
        assertThat(classes(vault, id)).containsExactly("age_years");
        assertThat(classes(vault, held)).isEmpty();
        assertThat(classes(vault, alone)).containsExactly("age_years");
        if (times == 0) {
          assertThat(vault.sweepDryRun(VIEWER).entries())
              .extracting(SweepReport.Entry::subject, SweepReport.Entry::scope)
              .containsExactlyInAnyOrder(
                  org.assertj.core.groups.Tuple.tuple(id, EraseScope.DERIVED),
                  org.assertj.core.groups.Tuple.tuple(held, EraseScope.DERIVED));
          assertThat(vault.sweep(ADMIN).entries())
              .extracting(SweepReport.Entry::result)
              .containsExactlyInAnyOrder(SweepReport.Result.ERASED, SweepReport.Result.ON_HOLD);
          assertThat(vault.audit(log -> log.leaves(log.size() - 2, 1), VIEWER).getFirst())
              .contains("\"ERASED\"", "\"reason\":\"policy\"", "\"scope\":\"derived\"");
        }
      }
      assertThat(vault.references(id, Desk.MODEL, VIEWER).usable())
          .as("what the policy discloses stays")
          .hasSize(1);
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      vault.liftHold(held, ADMIN);
      assertThat(vault.sweep(ADMIN).entries()).hasSize(1);
      assertThat(vault.sweep(ADMIN).entries()).isEmpty();
      assertThat(vault.check(ADMIN)).isEqualTo(new CheckReport(3, 3, List.of()));
    }
    // And with the earlier policy again there is nothing more to see.
    try (Vault vault = Vault.open(desk.config().accepting(earlier).withStore(store()))) {
      assertThat(classes(vault, id)).containsExactly("age_years");
    }
  }

  private static java.util.Set<String> classes(Vault vault, SubjectId id) {
    return switch (vault.manifest(id, VIEWER).orElseThrow().biometricCollection().orElseThrow()) {
      case BiometricCollection.Photograph _ -> java.util.Set.of();
      case BiometricCollection.Classified(var _, Classifications all) -> all.values().keySet();
    };
  }

  @Test
  void onlyClassesThatTheReleaseNamesAreKept() {
    try (Vault vault = open("biometric_v2")) {
      assertThat(vault.policy().classes()).containsExactly("age_years", "gender");
      SubjectId id = Desk.collected(vault, "classes-1", 1);
      assertThat(vault.classify(id, _ -> guesses("dominant_race", "health.hiv"), OFFICER))
          .isEmpty();
      assertThat(vault.manifest(id, VIEWER).orElseThrow().biometricCollection())
          .containsInstanceOf(BiometricCollection.Photograph.class);
      vault.classify(id, _ -> guesses("age_years", "dominant_race", "health.hiv"), OFFICER);
      assertThat(vault.manifest(id, VIEWER).orElseThrow().biometricCollection())
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
      Consent consent = vault.manifest(id, VIEWER).orElseThrow().consents().getFirst();
      assertThat(vault.consentForm().orElseThrow().hash()).isNotEqualTo(consent.textHash());
      assertThat(vault.signedText(consent.textHash())).contains(text);
      assertThat(vault.export(id, OFFICER).texts())
          .isEqualTo(Map.of(consent.textHash().hex(), text));
    }
  }

  @Test
  void aChangeOfPolicyIsCarriedOutAndTheLeafSaysWhoMadeIt() {
    SubjectId released;
    SubjectId none;
    try (Vault vault = open("personal")) {
      none = Desk.subject(vault, "policy-1");
      vault.collect(none, Desk.photo(1), OFFICER);
      vault.keepEmbedding(none, EmbeddingUse.LIBRARY_FACE, Desk.embedding(1), OFFICER);
    }
    try (Vault vault = open("biometric_v2")) {
      released = Desk.collected(vault, "policy-2", 2);
      vault.keepEmbedding(released, EmbeddingUse.REFERENCE, Desk.embedding(2), OFFICER);
      assertThat(vault.sweepDryRun(VIEWER).entries())
          .extracting(SweepReport.Entry::subject, SweepReport.Entry::reason)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(none, EraseReason.POLICY));
      assertThat(vault.sweep(ADMIN).entries())
          .extracting(SweepReport.Entry::result)
          .containsExactly(SweepReport.Result.ERASED);
      assertThat(vault.photo(none, VIEWER)).isEqualTo(new PhotoOutcome.NothingHeld());
      assertThat(vault.sweep(ADMIN).entries()).isEmpty();
    }
    VaultConfig back =
        desk.config()
            .accepting(PolicyPack.named("biometric_v1"))
            .withStore(store())
            .openedBy(new Actor(Role.ADMIN, "boss-1"));
    try (Vault vault = Vault.open(back)) {
      assertThat(vault.audit(log -> log.leaves(log.size() - 1, 1), VIEWER).getFirst())
          .contains("\"POLICY_CHANGED\"", "\"actor\":\"admin:boss-1\"");
      SweepReport report = vault.sweep(ADMIN);
      assertThat(report.entries())
          .extracting(SweepReport.Entry::scope)
          .containsExactly(EraseScope.DERIVED);
      SubjectManifest manifest = vault.manifest(released, VIEWER).orElseThrow();
      assertThat(manifest.embeddings()).isEmpty();
      assertThat(photo(vault, released)).isEqualTo(Desk.photo(2));
      assertThat(vault.sweep(ADMIN).entries()).isEmpty();
    }
  }

  @Test
  void aReceiptAttestsOnlyWhatWasDeleted() throws java.io.IOException {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "receipt-1", 1);
      java.nio.file.Files.delete(
          desk.folder.resolve(
              vault
                  .manifest(id, VIEWER)
                  .orElseThrow()
                  .biometricCollection()
                  .orElseThrow()
                  .facts()
                  .dataPath()));
      assertThat(vault.check(ADMIN).findings()).singleElement().asString().contains("is missing");
      EraseOutcome outcome = vault.erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST, OFFICER);
      assertThat(((EraseOutcome.Erased) outcome).receipt().text())
          .contains("photographs: 0\n", "files: 0\n", "keys destroyed: biometric\n");
      assertThat(vault.check(ADMIN)).isEqualTo(new CheckReport(1, 0, List.of()));
      desk.later(vault, Duration.ofDays(1));
    }
  }

  @Test
  void subjectsAreListedByTheirSafeIds() {
    try (Vault vault = open()) {
      for (String safeId : List.of("b-2", "a-1", "b-1", "B-1", "b_1")) {
        Desk.subject(vault, safeId);
      }
      assertThat(vault.createSubject(new SafeId("b-1"), OFFICER))
          .isInstanceOf(CreateOutcome.SafeIdTaken.class);
      assertThat(vault.list("b-", "", 10, VIEWER))
          .extracting(line -> line.safeId().value())
          .containsExactly("b-1", "b-2");
      assertThat(vault.list("b-", "b-1", 10, VIEWER))
          .extracting(line -> line.safeId().value())
          .containsExactly("b-2");
    }
  }
}
