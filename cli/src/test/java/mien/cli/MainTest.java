package mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.core.MienException;
import mien.core.MienException.Blame;
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
    Run word = cli.run("fases");
    assertThat(word.status()).isEqualTo(2);
    assertThat(word.err()).contains("Did you mean 'faces'?").contains("'mien --help' tells more");
    Run option = cli.run("faces", "--detektor", "x", "a.jpg");
    assertThat(option.status()).isEqualTo(2);
    assertThat(option.err()).contains("Did you mean '--detector'?");
    Run value = cli.run("faces", "--align", "sideways", "a.jpg");
    assertThat(value.status()).isEqualTo(2);
    assertThat(value.err()).contains("five-point, frontal, auto").contains("'sideways'");
    assertThat(cli.run().status()).isEqualTo(2);
    assertThat(cli.run("faces").status()).isEqualTo(2);
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
    assertThat(cli.run("faces", "a.png").err()).contains("1 photo, 1 face ");
    assertThat(cli.run("faces", "--max-faces", "2", "a.png").err()).contains("1 photo, 2 faces ");
    cli.text("xdg/mien/config.toml", "[detection]\nmax-faces = 3\n");
    cli.variable("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
    assertThat(cli.run("faces", "a.png").err()).contains("1 photo, 3 faces ");
  }

  @Test
  void anOperatorsFaultIsOneSentenceAndAStackTraceOnlyWithDebug() {
    cli.png("a.png", 100, 120, 7);
    cli.engines(
        _ -> {
          throw new MienException(Blame.OPERATOR, "model.missing", "The detector is missing.");
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

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionIsAScriptThatKnowsTheCommands(String shell) {
    Run run = cli.run("completion", shell);
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("complete -F", "faces", "--annotate", "doctor");
    assertThat(cli.run("completion", "fish").status()).isEqualTo(2);
  }

  @Test
  void modelsAreListedWithTheirLicences() {
    Run run = cli.run("models", "list");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("edgeface_xs_512", "non-commercial", "any use");
    Run json = cli.run("models", "list", "--json");
    assertThat(json.lines()).hasSizeGreaterThan(15).allMatch(line -> line.startsWith("{\"id\":\""));
    assertThat(json.out()).contains("\"commercialUse\":false", "\"file\":null");
  }

  @Test
  void aModelsLicenceAndPathCanBeAskedFor() {
    assertThat(cli.run("models", "licence", "edgeface_xs_512").out())
        .contains("CC BY-NC-SA 4.0", "non-commercial");
    assertThat(cli.run("models", "licence").out()).contains("MIT, any use");
    assertThat(cli.run("models", "path").out()).contains("home/.local/share/mien/models");
    assertThat(cli.run("models", "path", "edgeface_xs_512").status()).isEqualTo(1);
    Run unknown = cli.run("models", "licence", "edgeface_xs_521");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).contains("edgeface_xs_512");
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
  void theDoctorSaysWhatIsMissingAndHowToMendIt() {
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
