package mien.vault;

import static mien.vault.subject.Release.Capacity.SUBJECT;
import static mien.vault.subject.Release.Method.TYPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.record.CollectOutcome;
import mien.vault.record.CreateOutcome;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.subject.Release;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the package's page compiles, runs, and is the one on the page. */
class DocumentedUseTest {

  @Test
  void theExampleRuns(@TempDir Path temporary) throws IOException {
    Path folder = temporary.resolve("vault");
    Path key = Desk.keyFile(temporary.resolve("key"), 1);
    Organization organization = Desk.ORGANIZATION;
    String signer = Desk.SIGNER;
    byte[] evidence = signer.getBytes(StandardCharsets.UTF_8);
    byte[] photo = Desk.photo(1);
    // begin
    VaultConfig config =
        VaultConfig.embedded(
            folder, new KeySource.KeyFile(key), PolicyPack.named("biometric_v1"), organization);
    try (Vault vault = Vault.open(config)) {
      Officer officer = vault.officer(new Actor(Role.OFFICER, "desk-1"));
      SubjectId id =
          switch (officer.createSubject(new SafeId("staff-0042"))) {
            case CreateOutcome.Created made -> made.id();
            case CreateOutcome.SafeIdTaken taken -> taken.id();
          };
      ConsentForm form = vault.consentForm().orElseThrow();
      // Show form.text(), take a signature, hand the text's hash back with it.
      officer.giveConsent(
          id,
          new Release(form.purposes().getFirst(), form.hash(), signer, SUBJECT, TYPED, evidence));
      String answer =
          switch (officer.collect(id, photo)) {
            case CollectOutcome.Collected kept -> "kept at " + kept.facts().collectedAt();
            case CollectOutcome.Refused refused -> "403 " + refused.why();
          };
      EraseOutcome gone = officer.erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
      // end
      assertThat(answer).startsWith("kept at ");
      assertThat(gone).isInstanceOf(EraseOutcome.Erased.class);
    }
  }

  @Test
  void theExampleIsTheOneOnThePage() throws IOException {
    String page = Files.readString(Path.of("src/main/java/mien/vault/package-info.java"));
    String shown =
        page.lines()
            .dropWhile(line -> !line.contains("<pre>{@code"))
            .skip(1)
            .takeWhile(line -> !line.contains("}</pre>"))
            .map(line -> line.replaceFirst("^ \\* ?", ""))
            .collect(Collectors.joining("\n"));
    String source = Files.readString(Path.of("src/test/java/mien/vault/DocumentedUseTest.java"));
    String run = source.substring(source.indexOf("// begin") + 8, source.indexOf("// end"));
    assertThat(squeezed(shown)).isEqualTo(squeezed(run) + "}").contains("Vault.open(config)");
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
