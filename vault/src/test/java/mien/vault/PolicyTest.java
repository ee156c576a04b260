package mien.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mien.core.MienException;
import mien.vault.config.KeySource;
import mien.vault.config.VaultConfig;
import mien.vault.open.SealedFiles;
import mien.vault.policy.Disclosed;
import mien.vault.policy.PolicyFile;
import mien.vault.policy.PolicyId;
import mien.vault.policy.PolicyPack;
import mien.vault.policy.RetentionSchedule;
import mien.vault.policy.RetentionSchedule.Cause;
import mien.vault.policy.RetentionSchedule.Due;
import mien.vault.policy.Sha256;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Classifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies: what is published is what is executed, and version 1 discloses a photograph alone. */
class PolicyTest {

  @ParameterizedTest
  @ValueSource(strings = {"biometric_v1", "biometric_v2", "personal"})
  void everyPackIsRenderedWhole(String name) {
    PolicyPack pack = PolicyPack.named(name);
    String page = pack.page(Desk.ORGANIZATION);
    assertThat(page).contains("Acme Ltd", "privacy@acme.example").doesNotContain("{{", "}}");
    pack.form(Desk.ORGANIZATION)
        .ifPresent(
            form -> {
              assertThat(page).endsWith(form.text());
              assertThat(form.hash()).isEqualTo(Sha256.of(form.text()));
            });
  }

  @Test
  void theFilesAreTheOnesInTheDocs() throws IOException {
    for (String file :
        List.of(
            "biometric_consent_template_v1",
            "biometric_consent_template_v2",
            "biometric_retention_schedule_v1",
            "biometric_retention_schedule_v2",
            "handout",
            "personal")) {
      try (var built = PolicyTest.class.getResourceAsStream("policies/" + file + ".md")) {
        assertThat(built.readAllBytes())
            .isEqualTo(Files.readAllBytes(Path.of("../docs/policies/" + file + ".md")));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"biometric_v1", "biometric_v2"})
  void theHandoutIsMadeOfWhatIsExecuted(String name) {
    PolicyPack pack = PolicyPack.named(name);
    String handout = pack.handout(Desk.ORGANIZATION).orElseThrow();
    assertThat(handout)
        .contains("Acme Ltd", "privacy@acme.example", "| within 3 years of it |", "7 years after")
        .contains(pack.keepsInWords(), "holds for\n3 years", "only for identification.")
        .doesNotContain("{{");
    assertThat(PolicyPack.named("personal").handout(Desk.ORGANIZATION)).isEmpty();
  }

  @Test
  void versionOneDisclosesAPhotographAndNothingDerived() {
    PolicyPack one = PolicyPack.named("biometric_v1");
    assertThat(one.keeps()).containsExactly(Disclosed.PHOTOGRAPH);
    assertThat(one.dormant()).isFalse();
    assertThat(one.page(Desk.ORGANIZATION)).contains("3 years", "at once").contains("7 years");
    PolicyPack two = PolicyPack.named("biometric_v2");
    assertThat(two.dormant()).isTrue();
    assertThat(two.keeps()).containsExactlyInAnyOrder(Disclosed.values());
    assertThatThrownBy(
            () ->
                VaultConfig.embedded(
                    Path.of("x"), new KeySource.KeyFile(Path.of("y")), two, Desk.ORGANIZATION))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("policy.dormant"));
  }

  @Test
  void classificationsUnderVersionOneCannotBeWrittenDown() {
    BiometricCollection.Facts facts =
        new BiometricCollection.Facts(
            SealedFiles.path("0".repeat(32)),
            Sha256.of("x"),
            1,
            Instant.EPOCH,
            new PolicyId("biometric_consent_template_v1"));
    Classifications guesses =
        new Classifications("onnx", new TreeMap<>(Map.of("age_years", "3")), new TreeMap<>());
    assertThatThrownBy(() -> new BiometricCollection.Classified(facts, guesses))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pack("v1", "P3Y", "photograph, classifications"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"P1095D, true", "P3Y, true", "P3Y1D, false", "P37M, false", "P36M, true"})
  void noBiometricIsKeptBeyondTheStatute(String period, boolean allowed) {
    if (allowed) {
      assertThat(pack("v1", period, "photograph").schedule().afterLastInteraction())
          .contains(Period.parse(period));
    } else {
      assertThatThrownBy(() -> pack("v1", period, "photograph"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 years");
    }
  }

  @Test
  void everyFaultOfAFileIsNamedAtOnce() {
    String broken =
        """
        ---
        id: other
        kind: retention-schedule
        status: sleepy
        consent_template: none
        keeps: photograph, fingerprints
        biometric_after_withdrawal: soon
        biometric_after_last_interacton: P3Y
        ---
        text
        """;
    assertThatThrownBy(
            () ->
                new PolicyFile("mine", broken, "retention-schedule").pack("mine", Optional.empty()))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("'biometric_after_last_interacton'")
        .hasMessageContaining("id must be mine")
        .hasMessageContaining("status must be")
        .hasMessageContaining("'fingerprints'")
        .hasMessageContaining("'soon'");
    assertThatThrownBy(() -> new PolicyFile("mine", "text", "retention-schedule"))
        .isInstanceOf(MienException.class);
  }

  private static PolicyPack pack(String version, String period, String keeps) {
    PolicyFile schedule =
        new PolicyFile(
            "s_" + version,
            """
            ---
            id: s_%s
            kind: retention-schedule
            status: active
            consent_template: t_%s
            biometric_after_last_interaction: %s
            biometric_after_purpose_satisfied: P0D
            biometric_after_withdrawal: P0D
            biometric_after_consent_expiry: P0D
            ---
            text
            """
                .formatted(version, version, period),
            "retention-schedule");
    PolicyFile template =
        new PolicyFile(
            "t_" + version,
            """
            ---
            id: t_%s
            kind: consent-template
            status: active
            purposes: identification
            term: P1Y
            keeps: %s
            ---
            text
            """
                .formatted(version, keeps),
            "consent-template");
    return schedule.pack("test", Optional.of(template));
  }

  /** Against the definition, written another way: nothing is due before all of its clocks are. */
  @Test
  void theFirstClockDecides() {
    Random random = new Random(11);
    RetentionSchedule schedule = PolicyPack.named("biometric_v1").schedule();
    for (int i = 0; i < 2000; i++) {
      Instant last = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
      Optional<Instant> satisfied = maybe(random);
      Optional<Instant> withdrawn = maybe(random);
      Optional<Instant> expires = maybe(random);
      Due due =
          schedule
              .biometricDue(new RetentionSchedule.Events(last, satisfied, withdrawn, expires))
              .orElseThrow();
      Map<Cause, Instant> clocks = new TreeMap<>();
      clocks.put(
          Cause.LAST_INTERACTION, last.atOffset(java.time.ZoneOffset.UTC).plusYears(3).toInstant());
      satisfied.ifPresent(at -> clocks.put(Cause.PURPOSE_SATISFIED, at));
      withdrawn.ifPresent(at -> clocks.put(Cause.CONSENT_WITHDRAWN, at));
      expires.ifPresent(at -> clocks.put(Cause.CONSENT_EXPIRED, at));
      assertThat(clocks.values()).noneMatch(at -> at.isBefore(due.at()));
      assertThat(clocks).containsEntry(due.cause(), due.at());
    }
  }

  private static Optional<Instant> maybe(Random random) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(1_700_000_000L + random.nextInt(200_000_000)));
  }
}
