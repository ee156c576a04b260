package mien.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.vault.Vault;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.subject.SafeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mien audit} on a real vault. */
class AuditCommandTest {

  private static final Actor CLERK = new Actor(Role.OFFICER, "clerk");

  @TempDir Path folder;
  private Cli cli;
  private Path key;

  @BeforeEach
  void makeAVault() throws IOException {
    cli = new Cli(folder);
    key = Files.writeString(folder.resolve("master"), "0123456789abcdef".repeat(4));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    addSubjects("a1", "a2", "a3");
  }

  private void addSubjects(String... ids) {
    VaultConfig config =
        VaultConfig.embedded(
            folder.resolve("vault"),
            new KeySource.KeyFile(key),
            PolicyPack.named("biometric_v1"),
            new Organization("A club", "the desk"));
    try (Vault vault = Vault.open(config)) {
      for (String id : ids) {
        vault.officer(CLERK).createSubject(new SafeId(id));
      }
    }
  }

  private Run audit(String command, String... more) {
    List<String> words = new ArrayList<>(List.of("audit", command));
    words.addAll(List.of("--vault", "vault", "--master-key", "master"));
    words.addAll(List.of(more));
    return cli.run(words.toArray(String[]::new));
  }

  @Test
  void aVaultsLogIsSound() {
    Run run = audit("verify");
    assertThat(run.out()).startsWith("sound: 3 leaves, 3 heads, 0 anchors, root ");
    assertThat(run.out()).contains("kept elsewhere (an anchor)");
    assertThat(run.status()).isZero();
    assertThat(audit("verify", "--quick", "--json").out())
        .startsWith("{\"sound\":true,\"verdict\":\"sound: 3 leaves");
  }

  @Test
  void anAnchorFindsAnOldBackup() throws IOException {
    copy(folder.resolve("vault"), folder.resolve("backup"));
    addSubjects("a4");
    Run head = audit("head", "--anchor", "anchor.jsonl");
    assertThat(head.out()).contains("\"size\":4,");
    assertThat(folder.resolve("anchor.jsonl")).hasContent(head.out());
    assertThat(audit("verify", "--anchor", "anchor.jsonl").out()).contains("1 anchors");
    Run old =
        cli.run("audit verify --vault backup --master-key master --anchor anchor.jsonl".split(" "));
    assertThat(old.out())
        .startsWith("truncated: anchor 0 has 4 leaves, the log 3")
        .contains("The newest entries, from 3 to 3, were removed.");
    assertThat(old.status()).isEqualTo(1);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void anExportIsCheckedWithoutTheVault() throws IOException {
    assertThat(audit("export", "out").status()).isZero();
    String trusted = folder.resolve("key.pem").toString();
    try (Stream<Path> keys = Files.list(folder.resolve("out/keys"))) {
      Files.move(keys.findFirst().orElseThrow(), Path.of(trusted));
    }
    Run good = cli.run("audit", "verify", "--export", "out", "--key", trusted);
    assertThat(good.out()).startsWith("sound: 3 leaves");
    Path leaves = folder.resolve("out/leaves.jsonl");
    Files.writeString(leaves, Files.readString(leaves).replaceFirst("officer:", "viewer:"));
    Run bad = cli.run("audit", "verify", "--export", "out", "--key", trusted);
    assertThat(bad.out()).isEqualTo("leaf 0: altered\nEntry 0 was altered.\n");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(audit("export", "out").err()).contains("empty folder");
    assertThat(cli.run("audit", "verify", "--export", "out").status()).isEqualTo(2);
    assertThat(cli.run("audit", "verify", "--export", "out", "--key", "master").err())
        .contains("PEM of an Ed25519 public key");
  }

  @Test
  void proofsAreOfOneLeafOrOneOlderHead() {
    assertThat(audit("prove", "1").out())
        .startsWith("{\"leaf\":1,\"size\":3,\"content\":")
        .contains("SUBJECT_CREATED", "\"path\":[\"", "\"head\":");
    assertThat(audit("prove", "--from", "2").out()).startsWith("{\"from\":2,\"size\":3,\"path\":[");
    assertThat(audit("prove", "0", "--size", "1").out()).contains("\"path\":[]");
    assertThat(audit("prove", "3").err()).contains("0 to 2, but it was 3");
    assertThat(audit("prove", "--from", "4").err()).contains("1 to 3");
    assertThat(audit("prove").status()).isEqualTo(2);
    assertThat(audit("prove", "1", "--from", "1").status()).isEqualTo(2);
    assertThat(audit("prove", "1", "--size", "9").err()).contains("none has the size 9");
  }

  @Test
  void aMistypedVaultIsNotMade() {
    Run run = cli.run("audit verify --vault volt --master-key master".split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("vault.db");
    assertThat(folder.resolve("volt")).doesNotExist();
    assertThat(cli.run("audit", "verify").err()).contains("--vault DIR");
  }
}
