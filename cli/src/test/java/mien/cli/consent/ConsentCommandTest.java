package mien.cli.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.cli.testing.ClubVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mien consent} on a real vault. */
class ConsentCommandTest {

  @TempDir Path folder;
  private Cli cli;
  private ClubVault club;

  @BeforeEach
  void makeAVault() {
    club = ClubVault.in(folder);
    cli = club.cli();
  }

  private Run consent(String command, String... more) {
    return club.consent(command, more);
  }

  @Test
  void aPhotoThatWasReplacedIsSignedForAndAHoldForbidsIt() {
    club.give("s-1");
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

  @Test
  void fromAReleaseToAReceipt() throws IOException {
    assertThat(consent("keep", "s-1", "photo.png").err()).contains("No one has that safe id");
    Run given = club.give("s-1");
    assertThat(given.status()).as(given.err()).isZero();
    assertThat(given.out()).contains("holds until").doesNotContain(ClubVault.SIGNER);
    Run kept = consent("keep", "s-1", "photo.png");
    assertThat(kept.out()).contains("Kept, sealed and logged");
    assertThat(consent("show", "s-1").out())
        .contains("release           given", "held since", "photo deleted on")
        .contains("signed by         " + ClubVault.SIGNER + " (for themselves, typed)")
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
    club.give("s-1");
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
    cli.onTerminal().stdin((ClubVault.SIGNER + "\n").getBytes(StandardCharsets.UTF_8));
    Run run = consent("give", "s-2", "--json");
    assertThat(run.err()).contains("asks for your written release", "Type your name to sign");
    assertThat(run.out())
        .contains(
            "\"signer\":\"" + ClubVault.SIGNER + "\"",
            "\"method\":\"typed\"",
            "\"state\":\"given\"");
    cli.stdin("\n".getBytes(StandardCharsets.UTF_8));
    assertThat(consent("give", "s-3").status()).isEqualTo(2);
    assertThat(consent("show").out()).doesNotContain("s-3");
  }

  @Test
  void evidenceIsAPicture() {
    String hash = consent("release").lines().getLast();
    String[] words = {"give", "s-4", "--signer", ClubVault.SIGNER, "--text-hash", hash, "--json"};
    Run drawn = consent(words[0], with(words, "--evidence", "photo.png"));
    assertThat(drawn.out()).contains("\"method\":\"drawn\"");
    Run paper =
        consent(words[0], with(words, "--evidence", "photo.png", "--paper", "--representative"));
    assertThat(paper.out()).contains("\"method\":\"paper\"", "\"capacity\":\"representative\"");
    cli.text("letter.txt", "no picture");
    assertThat(consent(words[0], with(words, "--evidence", "letter.txt")).status()).isEqualTo(1);
    assertThat(consent(words[0], with(words, "--paper")).status()).isEqualTo(2);
    assertThat(
            consent("give", "s-4", "--signer", ClubVault.SIGNER, "--text-hash", "0".repeat(64))
                .err())
        .contains("not the release in force");
    assertThat(
            consent("give", "Robin Sample", "--signer", ClubVault.SIGNER, "--text-hash", hash)
                .status())
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
    consent(
        "give", "pupil-1", "--signer", ClubVault.SIGNER, "--text-hash", hash, "--representative");
    assertThat(consent("show", "pupil-1").out()).contains("as a representative");
    club.give("pupil-2");
    assertThat(consent("show", "pupil-2").out()).doesNotContain("representative");
    cli.onTerminal().stdin((ClubVault.SIGNER + "\n").getBytes(StandardCharsets.UTF_8));
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
    club.give("s-1");
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
    club.give("s-1");
    club.give("s-2");
    consent("keep", "s-1", "photo.png");
    consent("view", "s-1", "seen.png");
    assertThat(consent("log", "s-1").lines())
        .extracting(line -> line.split("  ", -1)[2])
        .containsExactly("SUBJECT_CREATED", "CONSENT_GIVEN", "PHOTO_COLLECTED", "PHOTO_VIEWED");
    assertThat(consent("log", "s-1").out())
        .contains("admin:command-line  s-1", "method=typed")
        .doesNotContain("s-2", ClubVault.SIGNER);
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
    club.give("s-1");
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
