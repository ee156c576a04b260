package mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
  }

  @Test
  void theVersionIsTheOneOfTheBuild() {
    assertThat(cli.run("version").out()).matches("mien \\d+\\.\\d+\\.\\d+\\S*, Java 25\\S*\n");
    assertThat(cli.run("--version").out()).matches("mien \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "faces",
        "compare",
        "models",
        "models list",
        "models verify",
        "doctor",
        "audit",
        "audit verify",
        "audit prove"
      })
  void everyCommandHasAHelpThatFitsAndStatusZero(String command) {
    Run run = cli.run((command + " --help").strip().split(" "));
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Usage: mien");
    assertThat(run.lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void wrongUsageIsOneSentenceTheNearestWordAndStatusTwo() {
    wrong("unknown command 'fases'. Did you mean 'faces'?", "mien", "fases");
    wrong("unknown command 'fases'. Did you mean 'faces'?", "mien", "fases", "x.jpg");
    wrong("unknown command 'zebra'.", "mien", "zebra");
    wrong("unknown command 'lst'. Did you mean 'list'?", "mien models", "models", "lst");
    wrong("unexpected argument 'now'.", "mien version", "version", "now");
    wrong(
        "unknown option '--detektor'. Did you mean '--detector'?",
        "mien faces",
        "faces",
        "--detektor=x",
        "a.jpg");
    wrong("unknown option '-x'.", "mien faces", "faces", "-x", "a.jpg");
    wrong(
        "unknown option '--notiles'. Did you mean '--no-tiles'?",
        "mien faces",
        "faces",
        "--notiles",
        "a");
    Run early = cli.run("--json", "faces", "a.jpg");
    assertThat(early.err())
        .startsWith("mien: unknown option '--json'. It belongs after the command: 'mien faces'");
    wrong("unknown command 'a\ufffd[2Jb'.", "mien", "a\u001b[2Jb");
  }

  @Test
  void aWrongValueIsASentenceWithTheRule() {
    wrong(
        "--threads must be a whole number, but is 'abc'.",
        "mien faces",
        "faces",
        "--threads",
        "abc",
        "a");
    wrong(
        "--max-faces must be a whole number, but is '1.5'.",
        "mien faces",
        "faces",
        "--max-faces=1.5",
        "a");
    wrong(
        "--threads must be a whole number below 2147483648, but is '99999999999'.",
        "mien faces",
        "faces",
        "--threads",
        "99999999999",
        "a");
    wrong(
        "--threads must be a whole number of 18 digits at most, but is '9999999999999999999999'.",
        "mien faces",
        "faces",
        "--threads",
        "9999999999999999999999",
        "a");
    wrong(
        "--min-confidence must be a number such as 0.5, but is '0,5'.",
        "mien faces",
        "faces",
        "--min-confidence",
        "0,5",
        "a");
    wrong("--json takes no value, but was given 'yes'.", "mien faces", "faces", "--json=yes", "a");
    wrong("--port must be a whole number, but is 'http'.", "mien serve", "serve", "--port", "http");
    wrong(
        "--align must be one of five-point, frontal, auto, but is 'sideways'.",
        "mien faces",
        "faces",
        "--align",
        "sideways",
        "a");
    wrong(
        "SHELL must be one of bash, zsh, fish, but is 'tcsh'.",
        "mien completion",
        "completion",
        "tcsh");
    wrong(
        "--detector may be given only once.",
        "mien faces",
        "faces",
        "--detector=a",
        "--detector=b",
        "c");
  }

  @Test
  void whatIsMissingIsNamedAndDescribed() {
    wrong("PATH is missing: photos, folders, or - for standard input.", "mien faces", "faces");
    wrong("B is missing: another photo.", "mien compare", "compare", "a.jpg");
    wrong("A is missing: a photo, or - for standard input.", "mien compare", "compare");
    assertThat(cli.run("faces", "--align").err())
        .startsWith("mien: --align needs a value (HOW): how faces are aligned");
  }

  @Test
  void bareCommandsShowTheirHelpAndSucceed() {
    Run bare = cli.run();
    assertThat(bare.status()).isZero();
    assertThat(bare.out()).isEqualTo(cli.run("--help").out()).contains("Usage: mien");
    assertThat(bare.err()).isEmpty();
    for (String group : List.of("models", "consent", "audit", "vault")) {
      assertThat(cli.run(group).status()).isZero();
      assertThat(cli.run(group).out()).isEqualTo(cli.run(group, "--help").out());
    }
  }

  @Test
  void helpIsACommandToo() {
    assertThat(cli.run("help").out()).isEqualTo(cli.run("--help").out());
    assertThat(cli.run("help", "faces").out()).isEqualTo(cli.run("faces", "--help").out());
    assertThat(cli.run("help", "models", "pull").out())
        .isEqualTo(cli.run("models", "pull", "--help").out());
    assertThat(cli.run("models", "help", "pull").out())
        .isEqualTo(cli.run("models", "pull", "--help").out());
    Run wrong = cli.run("help", "fases");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).isEqualTo("mien: unknown command 'fases'. Did you mean 'faces'?\n");
    assertThat(cli.run("help", "faces", "x").err()).contains("'mien faces' has no commands");
  }

  @Test
  void helpFitsTheTerminal() {
    for (String columns : List.of("60", "80", "100", "7", "many")) {
      cli.variable("COLUMNS", columns);
      int width = columns.equals("many") ? 80 : Math.max(60, Integer.parseInt(columns));
      assertThat(cli.run("help", "models", "pull").lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void examplesOfTheHelpAreNotBrokenOnATerminalOf80Columns() {
    for (String command :
        List.of("", "faces", "compare", "serve", "models", "consent", "audit", "vault")) {
      String[] words = ("help " + command).strip().split(" ");
      List<String> wide = cli.variable("COLUMNS", "100").run(words).lines();
      List<String> usual = cli.variable("COLUMNS", "80").run(words).lines();
      List<String> examples = wide.subList(wide.indexOf("Examples:"), wide.size());
      assertThat(examples).hasSizeGreaterThan(2);
      assertThat(usual).containsSubsequence(examples);
    }
  }

  @Test
  void colorsAreAskedForInBothSpellings() {
    cli.png("a.png", 100, 120, 7);
    assertThat(cli.run("faces", "a.png").out()).doesNotContain("\u001b");
    assertThat(cli.run("--color", "always", "faces", "a.png").out()).contains("\u001b[1m");
    assertThat(cli.run("faces", "--colour=always", "a.png").out()).contains("\u001b[1m");
    assertThat(cli.run("--color", "always", "--help").out()).contains("\u001b[");
    assertThat(cli.run("--help").out()).contains("--color").doesNotContain("colour", "\u001b");
    wrong("--color must be one of auto, always, never, but is 'red'.", "mien", "--color", "red");
  }

  @Test
  void resultsThatCouldNotBeWrittenAreAFailure() {
    cli.closedOut();
    Run run = cli.run("version");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("mien: Standard output could not be written");
    for (int i = 0; i < 9; i++) {
      cli.png("p/" + i + ".png", 100, 120, 7);
    }
    Run faces = cli.run("faces", "--threads", "1", "p");
    assertThat(faces.status()).isEqualTo(1);
    assertThat(faces.err()).startsWith("mien: Standard output could not be written");
    assertThat(cli.closed()).isEqualTo(1);
  }

  private void wrong(String sentence, String command, String... words) {
    Run run = cli.run(words);
    assertThat(run.err()).isEqualTo("mien: " + sentence + "\nSee '" + command + " --help'.\n");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void wordsOfOptionsAreAsInTheSettings() {
    cli.png("a.png", 100, 120, 7);
    assertThat(
            cli.run("faces", "--align", "five-point", "--eyes", "EAR", "--no-tiles", "a.png")
                .status())
        .isZero();
  }

  @Test
  void allWrongOptionValuesAreNamedAtOnce() {
    cli.png("a.png", 100, 120, 7);
    Run run =
        cli.run(
            "faces",
            "--min-confidence",
            "2",
            "--max-faces",
            "0",
            "--limit-bytes",
            "much",
            "--provider",
            "gpu",
            "--threads",
            "0",
            "--detector",
            "No Such",
            "a.png");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "--min-confidence", "--max-faces", "--limit-bytes", "'gpu'", "--threads", "'No Such'");
  }

  @Test
  void aWrongSettingsFileStopsEverythingWithStatusTwo() {
    cli.text("c.toml", "[engine]\nthreds = 2\n");
    cli.png("a.png", 100, 120, 7);
    Run run = cli.run("faces", "--config", "c.toml", "a.png");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("line 2: unknown key 'engine.threds'").doesNotContain("\tat ");
  }

  @Test
  void settingsOfTheUsualPlaceHoldAndOptionsOverrideThem() {
    cli.text("home/.config/mien/config.toml", "[detection]\nmax-faces = 1\n");
    cli.png("a.png", 300, 150, 7);
    assertThat(cli.run("faces", "a.png").out()).contains("1 of 3 faces (--max-faces)\n");
    assertThat(cli.run("faces", "--max-faces", "2", "a.png").out())
        .contains("2 of 3 faces (--max-faces)\n");
    cli.text("xdg/mien/config.toml", "[detection]\nmax-faces = 3\n");
    cli.variable("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
    assertThat(cli.run("faces", "a.png").out()).contains("3 faces\n");
  }

  @Test
  void anOperatorsFaultIsOneSentenceAndAStackTraceOnlyWithDebug() {
    cli.png("a.png", 100, 120, 7);
    cli.engines(
        _ -> {
          throw new MienException(EngineFault.MODEL_MISSING, "The detector is missing.");
        });
    Run run = cli.run("faces", "a.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("mien: The detector is missing.\n");
    assertThat(cli.run("--debug", "faces", "a.png").err()).contains("\tat mien.cli");
    assertThat(cli.run("faces", "--debug", "a.png").err()).contains("\tat mien.cli");
  }

  @Test
  void aBugAsksToBeReported() {
    cli.png("a.png", 100, 120, 7);
    cli.engines(
        _ -> {
          throw new IllegalStateException("secret detail");
        });
    Run run = cli.run("faces", "a.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("fault of mien", "report", "mien doctor")
        .doesNotContain("secret detail");
  }

  @Test
  void modelsAreListedWithTheirLicenses() {
    Run run = cli.run("models", "list");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("edgeface_xs_512", "non-commercial", "any use");
    Run json = cli.run("models", "list", "--json");
    assertThat(json.lines()).hasSizeGreaterThan(15).allMatch(line -> line.startsWith("{\"id\":\""));
    assertThat(json.out()).contains("\"commercial_use\":false", "\"file\":null");
  }

  @Test
  void aModelsLicenseAndPathCanBeAskedFor() {
    assertThat(cli.run("models", "license", "edgeface_xs_512").out())
        .contains("CC BY-NC-SA 4.0", "non-commercial");
    assertThat(cli.run("models", "license").out()).contains("MIT, any use");
    assertThat(cli.run("models", "licence").out()).isEqualTo(cli.run("models", "license").out());
    assertThat(cli.run("models", "--help").out()).doesNotContain("licence");
    assertThat(cli.run("models", "path").out()).contains("home/.local/share/mien/models");
    assertThat(cli.run("models", "path", "edgeface_xs_512").status()).isEqualTo(1);
    Run unknown = cli.run("models", "license", "edgeface_xs_521");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("'edgeface_xs_521'. Did you mean 'edgeface_xs_512'?");
    assertThat(cli.run("models", "license", "zebra").err())
        .isEqualTo("mien: no model is called 'zebra'. 'mien models list' shows them all.\n");
  }

  @Test
  void aWrongModelFileIsToldByVerify() {
    cli.text("models/edgeface_xs_512.onnx", "not a network");
    cli.variable("MIEN_MODELS", folder.resolve("models").toString());
    Run run = cli.run("models", "verify");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("wrong  edgeface_xs_512");
  }

  @Test
  void theDoctorSaysWhatIsMissingAndHowToFixIt() {
    Run run = cli.run("doctor");
    assertThat(run.status()).as("there is no detector in an empty home").isEqualTo(1);
    assertThat(run.out())
        .contains("Java 25", "detection: fr_detect is not here", "'mien models pull'")
        .contains("no settings file");
    assertThat(cli.run("doctor", "--json").out())
        .startsWith("{\"mien\":\"")
        .contains("\"works\":false", "\"area\":\"models\",\"level\":\"problem\"");
  }
}
