package mien.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.cli.testing.ClubVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mien vault} on a real vault: its keys, its state, its policy. */
class VaultCommandTest {

  @TempDir Path folder;
  private Cli cli;
  private ClubVault club;

  @BeforeEach
  void makeAVault() {
    club = ClubVault.in(folder);
    cli = club.cli();
  }

  @Test
  void theMasterKeyIsItsOwnersAndOutsideTheFolder() throws IOException {
    Path key = cli.vaultKey();
    assertThat(folder.resolve("v.key")).as("one backup would take both").doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(key).strip()).matches("[0-9a-f]{64}");
    Run again = cli.run("vault", "init", "--vault", "v");
    assertThat(again.err()).doesNotContain("was made");
    assertThat(again.status()).isZero();
  }

  /** As earlier versions made it. */
  @Test
  void aKeyBesideTheVaultStillOpensItAndThatIsSaid() throws IOException {
    Path apart = cli.vaultKey();
    Path beside = Files.move(apart, folder.resolve("v.key"));
    Run status = cli.run("vault", "status", "--vault", "v");
    assertThat(status.status()).isZero();
    assertThat(status.out()).contains("v.key (beside the vault, where one backup takes both");
    assertThat(cli.run("vault", "init", "--vault", "v").err())
        .contains("lies beside the vault", "Move it to " + apart);
    Files.move(beside, apart);
    assertThat(cli.run("vault", "status", "--vault", "v").out())
        .contains("key      " + apart)
        .doesNotContain("beside");
  }

  /** A memory file system, as a container's own layer, takes the key along when it goes. */
  @Test
  void aKeyThatWillNotLastIsSaidToBeOne() throws IOException {
    Path memory = Path.of("/dev/shm");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isWritable(memory) && Files.getFileStore(memory).type().equals("tmpfs"),
        "no memory file system here");
    Path home = Files.createTempDirectory(memory, "mien-test");
    try {
      cli.variable("XDG_CONFIG_HOME", home.toString());
      Run made = cli.run("vault", "init", "--vault", "w");
      assertThat(made.err()).contains("This place is tmpfs", "master-key-file");
      assertThat(cli.run("vault", "status", "--vault", "w").out()).contains("This place is tmpfs");
    } finally {
      try (var files = Files.walk(home)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void whatIsMissingIsSaidAndLeavesWithAStatus() throws IOException {
    club.give("s-1");
    club.consent("keep", "s-1", "photo.png");
    Run well = cli.run("vault", "check", "--vault", "v", "--json");
    assertThat(well.out()).contains("\"whole\":true", "\"subjects\":1", "\"photos\":1");
    try (var files = Files.walk(folder.resolve("v/files"))) {
      Files.delete(files.filter(Files::isRegularFile).findFirst().orElseThrow());
    }
    Run check = cli.run("vault", "check", "--vault", "v");
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("WRONG    file ", "is missing");
    Run status = cli.run("vault", "status", "--vault", "v");
    assertThat(status.status()).isEqualTo(1);
    assertThat(status.out()).contains("missing  1 files");
  }

  /** No file is missing, and yet the vault does not open: the status says why. */
  @Test
  void aDatabaseOfYesterdayIsSaidByTheStatus() throws IOException {
    club.give("s-1");
    Path rows = folder.resolve("v/vault.db");
    Path yesterday = Files.copy(rows, folder.resolve("yesterday"));
    club.give("s-2");
    club.consent("keep", "s-2", "photo.png");
    Files.copy(yesterday, rows, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Run status = cli.run("vault", "status", "--vault", "v");
    assertThat(status.status()).isEqualTo(1);
    assertThat(status.out())
        .contains("missing  0 files", "strange  1 files and 3 keys are not in the database: it is");
    assertThat(cli.run("vault", "status", "--vault", "v", "--json").out())
        .contains("\"strange_files\":1", "\"strange_keys\":3");
  }

  @Test
  void anAnchorThatIsGoneIsAnAlarmAndNeverBegunInSilence() throws IOException {
    cli.text("mien.toml", "[vault]\nfolder = \"v\"\nanchor = \"anchor.jsonl\"\n");
    club.give("s-1");
    assertThat(cli.run("--config", "mien.toml", "audit", "head").err()).contains("was begun");
    assertThat(cli.run("--config", "mien.toml", "audit", "verify").out()).contains("1 anchors");
    Files.writeString(folder.resolve("anchor.jsonl"), "");
    for (String command : List.of("audit verify", "vault status", "vault check", "audit head")) {
      Run run = cli.run(("--config mien.toml " + command).split(" "));
      assertThat(run.status()).as(command).isEqualTo(1);
      assertThat(run.out() + run.err()).as(command).contains("anchor file");
    }
    assertThat(folder.resolve("anchor.jsonl")).isEmptyFile();
    assertThat(cli.run("--config", "mien.toml", "audit", "head", "--begin").status()).isZero();
    assertThat(cli.run("--config", "mien.toml", "vault", "status").status()).isZero();
  }

  @Test
  void theMasterKeyIsChangedAndTheOldOneOpensNothing() {
    club.give("s-1");
    Run inside = cli.run("vault", "rotate-key", "--vault", "v", "--to", "v/new.key");
    assertThat(inside.status()).isEqualTo(2);
    assertThat(inside.err()).contains("must not lie beside the data");
    Run changed = cli.run("vault", "rotate-key", "--vault", "v", "--to", "new.key");
    assertThat(changed.status()).as(changed.err()).isZero();
    assertThat(cli.run("vault", "status", "--vault", "v").status()).isEqualTo(1);
    Run status = cli.run("vault", "status", "--vault", "v", "--master-key", "new.key");
    assertThat(status.out()).contains("policy   biometric_v1", "log      sound:");
    cli.variable("MIEN_VAULT_KEY_FILE", "new.key");
    assertThat(cli.run("vault", "status", "--vault", "v", "--json").out())
        .contains("\"sound\":true", "\"due\":0");
  }

  @Test
  void theServiceManagerHandsTheKeyOver() throws IOException {
    Path handed = Files.createDirectory(folder.resolve("credentials"));
    Files.move(cli.vaultKey(), handed.resolve("mien-vault-key"));
    assertThat(cli.run("vault", "status", "--vault", "v").status()).isEqualTo(1);
    cli.variable("CREDENTIALS_DIRECTORY", handed.toString());
    assertThat(cli.run("vault", "status", "--vault", "v").status()).isZero();
    Files.move(handed.resolve("mien-vault-key"), handed.resolve("other"));
    cli.text("mien.toml", "[vault]\nfolder = \"v\"\ncredential = \"other\"\n");
    assertThat(cli.run("--config", "mien.toml", "vault", "status").status()).isZero();
  }

  @Test
  void aPassphraseOpensWhatItMade() {
    cli.stdin("correct horse battery\n".getBytes(StandardCharsets.UTF_8));
    assertThat(cli.run("vault", "init", "--vault", "p", "--passphrase").status()).isZero();
    assertThat(folder.resolve("p.key")).doesNotExist();
    assertThat(cli.run("vault", "status", "--vault", "p", "--passphrase").status()).isZero();
    cli.stdin("another horse battery\n".getBytes(StandardCharsets.UTF_8));
    Run wrong = cli.run("vault", "status", "--vault", "p", "--passphrase");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err()).doesNotContain("horse");
    cli.stdin(new byte[0]);
    assertThat(cli.run("vault", "status", "--vault", "p", "--passphrase").status()).isEqualTo(2);
  }

  @Test
  void anotherPolicyIsTakenOnPurposeOnly() {
    Run other = cli.run("vault", "status", "--vault", "v", "--policy", "personal");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("biometric_v1", "personal");
    String settings = "[vault]\nfolder = \"v\"\npolicy = \"personal\"\naccept-policy = ";
    // Said of another policy, as before a slip: it is not of this one.
    cli.text("mien.toml", settings + "\"biometric_v2\"\n");
    Run slip = cli.run("--config", "mien.toml", "consent", "sweep");
    assertThat(slip.status()).isEqualTo(2);
    assertThat(slip.err()).contains("accepts biometric_v2, but the policy is personal");
    cli.text("mien.toml", settings + "true\n");
    assertThat(cli.run("--config", "mien.toml", "consent", "sweep").err())
        .contains("the name of the policy that is accepted");
    cli.text("mien.toml", settings + "\"personal\"\n");
    assertThat(cli.run("--config", "mien.toml", "consent", "sweep").status()).isZero();
    assertThat(cli.run("--config", "mien.toml", "consent", "log").out())
        .contains("POLICY_CHANGED", "admin:command-line");
    assertThat(cli.run("--config", "mien.toml", "vault", "status").out()).contains("personal");
  }
}
