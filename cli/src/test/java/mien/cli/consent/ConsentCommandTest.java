package mien.cli.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mien vault} and {@code mien consent} on a real vault. */
class ConsentCommandTest {

  private static final String SIGNER = "Zebulon Quartermain";

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void makeAVault() {
    cli = new Cli(folder);
    cli.png("photo.png", 40, 30, 128);
    Run run =
        cli.run(
            "vault", "init", "--vault", "v", "--organization", "A Club", "--contact", "the desk");
    assertThat(run.err()).contains("A master key was made", "v.key");
    assertThat(run.out()).contains("biometric_v1");
    assertThat(run.status()).isZero();
  }

  private Run consent(String command, String... more) {
    List<String> words = new ArrayList<>(List.of("consent", command, "--vault", "v"));
    words.addAll(List.of("--organisation", "A Club", "--contact", "the desk"));
    words.addAll(List.of(more));
    return cli.run(words.toArray(String[]::new));
  }

  private Run give(String safeId) {
    String hash = consent("release").lines().getLast();
    assertThat(hash).matches("[0-9a-f]{64}");
    return consent("give", safeId, "--signer", SIGNER, "--text-hash", hash);
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

  @Test
  void aPhotoThatWasReplacedIsSignedForAndAHoldForbidsIt() {
    give("s-1");
    consent("keep", "s-1", "photo.png");
    Run second = consent("keep", "s-1", "photo.png");
    String number = second.out().replaceAll("(?s).*consent receipt ([0-9a-f]{32})'.*", "$1");
    assertThat(consent("receipt", number).out())
        .contains("scope: photo", "photographs: 1", "found: 0", "signature: ");
    assertThat(consent("receipt", number).out()).as("again").contains("scope: photo");
    consent("hold", "s-1", "--reason", "Case 26-1187");
    Run held = consent("keep", "s-1", "photo.png");
    assertThat(held.status()).isEqualTo(1);
    assertThat(held.err()).contains("a legal hold forbids");
    String hash = consent("release").lines().getLast();
    assertThat(consent("release", "--signed", hash).out()).contains("Release");
    assertThat(cli.run("vault", "check", "--vault", "v").status()).isZero();
  }

  /** Under household use keeping a photo enters the person: not for a photo that is refused. */
  @Test
  void aPhotoThatIsCutOffEntersNoOne() throws IOException {
    cli.run("vault", "init", "--vault", "family", "--policy", "personal");
    byte[] whole = Files.readAllBytes(folder.resolve("photo.png"));
    Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
    String[] keep = {"consent", "keep", "grandma", "", "--vault", "family", "--policy", "personal"};
    keep[3] = "cut.png";
    Run cut = cli.run(keep);
    assertThat(cut.status()).isEqualTo(1);
    assertThat(cut.err()).contains("cut off or damaged");
    String[] list = {"consent", "show", "--vault", "family", "--policy", "personal"};
    assertThat(cli.run(list).out()).doesNotContain("grandma");
    keep[3] = "photo.png";
    assertThat(cli.run(keep).status()).isZero();
    assertThat(cli.run(list).out()).contains("grandma");
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
    give("s-1");
    consent("keep", "s-1", "photo.png");
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
    give("s-1");
    Path rows = folder.resolve("v/vault.db");
    Path yesterday = Files.copy(rows, folder.resolve("yesterday"));
    give("s-2");
    consent("keep", "s-2", "photo.png");
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
    give("s-1");
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
  void fromAReleaseToAReceipt() throws IOException {
    assertThat(consent("keep", "s-1", "photo.png").err()).contains("No one has that safe id");
    Run given = give("s-1");
    assertThat(given.status()).as(given.err()).isZero();
    assertThat(given.out()).contains("holds until").doesNotContain(SIGNER);
    Run kept = consent("keep", "s-1", "photo.png");
    assertThat(kept.out()).contains("Kept, sealed and logged");
    assertThat(consent("show", "s-1").out())
        .contains("release           given", "held since", "photo deleted on")
        .contains("signed by         " + SIGNER + " (for themselves, typed)")
        .contains("(the term of the release ends then)")
        .doesNotContain("expired");
    assertThat(consent("show").out()).contains("s-1");
    assertThat(consent("show", "s-1", "--json").out()).contains("\"consent_state\":\"given\"");
    assertThat(consent("view", "s-1", "seen.png").status()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("seen.png")))
        .isEqualTo(Files.readAllBytes(folder.resolve("photo.png")));
    assertThat(consent("view", "s-1", "seen.png").status()).isEqualTo(2);
    assertThat(consent("export", "s-1", "out.zip").status()).isZero();
    try (ZipFile zip = new ZipFile(folder.resolve("out.zip").toFile())) {
      assertThat(zip.getEntry("photo.png")).isNotNull();
      assertThat(zip.getEntry("manifest.json")).isNotNull();
    }
    assertThat(consent("erase", "s-1").status()).isEqualTo(2);
    Run erased = consent("erase", "s-1", "--yes");
    assertThat(erased.out()).contains("mien erasure receipt v1", "found: 0", "signature: ");
    String receipt = erased.lines().get(1).replace("receipt: ", "");
    assertThat(erased.err()).contains("'mien consent receipt " + receipt + "' prints it again.");
    assertThat(consent("receipt", receipt).out()).isEqualTo(erased.out());
    assertThat(consent("receipt", receipt, "--json").out()).contains("BEGIN PUBLIC KEY");
    assertThat(consent("receipt", "0".repeat(32)).err()).contains("no receipt of that number");
    assertThat(consent("erase", "s-1", "--yes").out()).contains("Nothing biometric was held.");
    assertThat(consent("view", "s-1", "other.png").err()).contains("No photo is held");
    assertThat(consent("erase", "s-1", "--yes", "--everything", "--json").out())
        .contains("\"outcome\":\"erased\"");
    assertThat(consent("show", "s-1").status()).isEqualTo(1);
    Run log = cli.run("audit", "verify", "--vault", "v");
    assertThat(log.out()).startsWith("sound: ");
  }

  @Test
  void withoutAReleaseNothingIsKept() {
    give("s-1");
    Run withdrawn = consent("withdraw", "s-1");
    assertThat(withdrawn.out()).contains("The release is withdrawn", "Nothing biometric was held");
    assertThat(withdrawn.status()).isZero();
    Run refused = consent("keep", "s-1", "photo.png");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("nothing kept", "the release was withdrawn", "mien consent release");
    assertThat(consent("withdraw", "s-1").status()).isEqualTo(1);
  }

  @Test
  void aPersonAtTheTerminalReadsTheTextAndTypesTheirName() {
    cli.onTerminal().stdin((SIGNER + "\n").getBytes(StandardCharsets.UTF_8));
    Run run = consent("give", "s-2", "--json");
    assertThat(run.err()).contains("asks for your written release", "Type your name to sign");
    assertThat(run.out())
        .contains("\"signer\":\"" + SIGNER + "\"", "\"method\":\"typed\"", "\"state\":\"given\"");
    cli.stdin("\n".getBytes(StandardCharsets.UTF_8));
    assertThat(consent("give", "s-3").status()).isEqualTo(2);
    assertThat(consent("show").out()).doesNotContain("s-3");
  }

  @Test
  void evidenceIsAPicture() {
    String hash = consent("release").lines().getLast();
    String[] words = {"give", "s-4", "--signer", SIGNER, "--text-hash", hash, "--json"};
    Run drawn = consent(words[0], with(words, "--evidence", "photo.png"));
    assertThat(drawn.out()).contains("\"method\":\"drawn\"");
    Run paper =
        consent(words[0], with(words, "--evidence", "photo.png", "--paper", "--representative"));
    assertThat(paper.out()).contains("\"method\":\"paper\"", "\"capacity\":\"representative\"");
    cli.text("letter.txt", "no picture");
    assertThat(consent(words[0], with(words, "--evidence", "letter.txt")).status()).isEqualTo(1);
    assertThat(consent(words[0], with(words, "--paper")).status()).isEqualTo(2);
    assertThat(consent("give", "s-4", "--signer", SIGNER, "--text-hash", "0".repeat(64)).err())
        .contains("not the release in force");
    assertThat(consent("give", "Robin Sample", "--signer", SIGNER, "--text-hash", hash).status())
        .isEqualTo(1);
  }

  @Test
  void thePageToTakeAlongIsPrinted() {
    assertThat(consent("release", "--handout").out())
        .contains("# Your photograph at A Club", "Turn to: the desk.", "within 3 years of it")
        .doesNotContain("{{");
    assertThat(consent("release", "--handout", "--json").out()).startsWith("{\"text\":\"# Your");
  }

  @Test
  void aRepresentativeIsShownAsOne() {
    String hash = consent("release").lines().getLast();
    consent("give", "pupil-1", "--signer", SIGNER, "--text-hash", hash, "--representative");
    assertThat(consent("show", "pupil-1").out()).contains("as a representative");
    give("pupil-2");
    assertThat(consent("show", "pupil-2").out()).doesNotContain("representative");
    cli.onTerminal().stdin((SIGNER + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(consent("give", "pupil-3", "--representative", "--json").out())
        .contains("\"capacity\":\"representative\"");
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words).subList(1, words.length));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aHoldKeepsAndASweepTells() {
    give("s-1");
    consent("keep", "s-1", "photo.png");
    assertThat(consent("hold", "s-1", "--reason", "Case 26-1187").out()).contains("until the hold");
    assertThat(consent("show", "s-1").out()).contains("legal hold", "Case 26-1187");
    Run refused = consent("erase", "s-1", "--yes");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("A legal hold of", "--lift");
    assertThat(consent("hold", "s-1").status()).isEqualTo(2);
    assertThat(consent("sweep", "--dry-run").out()).contains("0 subjects are due; nothing");
    assertThat(consent("withdraw", "s-1").err()).contains("A legal hold of");
    assertThat(consent("hold", "s-1", "--lift", "--json").out()).contains("\"legal_hold\":null");
    assertThat(consent("sweep", "--dry-run").out()).contains("would erase", "1 subject is due;");
    Run swept = consent("sweep");
    assertThat(swept.out()).contains("erased", "1 subject was due.");
    String receipt = swept.lines().getLast();
    assertThat(receipt).startsWith("receipt ");
    assertThat(consent("receipt", receipt.substring(8)).out())
        .contains("reason: consent-withdrawn");
    assertThat(consent("sweep", "--json").out()).contains("\"dry_run\":false", "\"entries\":[]");
  }

  @Test
  void theLogTellsWhoDidWhatWithWhoseData() throws IOException {
    give("s-1");
    give("s-2");
    consent("keep", "s-1", "photo.png");
    consent("view", "s-1", "seen.png");
    assertThat(consent("log", "s-1").lines())
        .extracting(line -> line.split("  ", -1)[2])
        .containsExactly("SUBJECT_CREATED", "CONSENT_GIVEN", "PHOTO_COLLECTED", "PHOTO_VIEWED");
    assertThat(consent("log", "s-1").out())
        .contains("admin:command-line  s-1", "method=typed")
        .doesNotContain("s-2", SIGNER);
    consent("erase", "s-2", "--yes", "--everything");
    consent("sweep");
    assertThat(consent("log").out())
        .containsPattern("CONSENT_GIVEN  admin:command-line  s-1")
        .containsPattern("CONSENT_GIVEN  admin:command-line  \\?")
        .containsPattern("SWEPT  admin:command-line  -")
        .doesNotContain("s-2");
    List<String> lines = consent("log", "--json").lines();
    assertThat(lines.getFirst()).contains("\"index\":0", "\"safe_id\":\"s-1\"", "\"facts\":{}");
    assertThat(lines.getLast()).contains("\"action\":\"SWEPT\"", "\"safe_id\":null");
    assertThat(consent("log", "s-2").err()).contains("No one has that safe id");
  }

  @Test
  void aNoteMovesTheClocksAndIsLogged() {
    give("s-1");
    consent("keep", "s-1", "photo.png");
    assertThat(consent("note", "s-1", "--interaction").out())
        .contains("the term of the release ends then");
    Run satisfied = consent("note", "s-1", "--purpose-satisfied");
    assertThat(satisfied.out()).contains("photo deleted on", "the purpose is satisfied");
    assertThat(consent("note", "s-1", "--purpose-satisfied", "--json").out())
        .contains("\"biometric_cause\":\"purpose_satisfied\"");
    assertThat(consent("log", "s-1").out()).containsOnlyOnce("PURPOSE_SATISFIED");
    assertThat(consent("log", "s-1").out()).containsOnlyOnce("INTERACTED");
    assertThat(consent("note", "s-1").status()).isEqualTo(2);
    assertThat(consent("note", "s-1", "--interaction", "--purpose-satisfied").status())
        .isEqualTo(2);
    assertThat(consent("sweep").out()).contains("purpose-satisfied", "erased");
  }

  @Test
  void theMasterKeyIsChangedAndTheOldOneOpensNothing() {
    give("s-1");
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

  @Test
  void wrongWordsAreNamed() {
    assertThat(cli.run("consent", "show").status()).isEqualTo(2);
    assertThat(cli.run("consent", "show").err()).contains("--vault DIR", "[vault]");
    assertThat(cli.run("consent", "show", "--vault", "none").err()).contains("mien vault init");
    assertThat(folder.resolve("none")).doesNotExist();
    assertThat(cli.run("vault", "init", "--vault", "x", "--policy", "biometric_v2").err())
        .contains("accept-policy");
    assertThat(cli.run("vault", "init", "--vault", "x", "--policy", "none").status()).isNotZero();
    for (String command : List.of("release", "give", "keep", "view", "show", "withdraw", "erase")) {
      assertThat(cli.run("consent", command, "--help").out()).contains("--vault");
    }
  }
}
