package mien.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.cli.testing.Cli;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.EngineConfig.Alignment;
import mien.engine.EngineConfig.EyeStrategy;
import mien.engine.model.ExecutionProvider;
import mien.studio.compare.Bystanders;
import mien.studio.compare.CompareSettings;
import mien.studio.compare.ThresholdRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void withoutAFileTheDefaultsHold() {
    SettingsFile file = SettingsFile.read(Optional.empty(), folder.resolve("none.toml"));
    assertThat(file.settings()).isEqualTo(Settings.DEFAULT);
    assertThat(file.source()).isEmpty();
  }

  @Test
  void anEmptyFileMeansTheDefaults() {
    assertThat(SettingsReader.read("", "x")).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void everyKeyIsRead() {
    Settings settings =
        SettingsReader.read(
            """
            [models]
            folders = ["/srv/models", "here"]
            detector = "scrfd_2.5g_kps"
            recognizer = "w600k_mbf"
            [engine]
            threads = 3
            providers = ["cuda", "cpu"]
            require-provider = true
            align = "five-point"
            eyes = "ear"
            [detection]
            min-confidence = 0.7
            max-faces = 5
            input-size = 320
            large-face-pass = false
            tiles = true
            retry-rotated = false
            [limits]
            max-bytes = "10 MB"
            max-pixels = "24MP"
            max-side = 8000
            [compare]
            false-match-rate = 0.0001
            bystanders = "ignore"
            [output]
            color = "never"
            progress = "always"
            """,
            "x");
    assertThat(settings.models().folders())
        .containsExactly(Path.of("/srv/models"), Path.of("here"));
    assertThat(settings.models().detector()).contains(new ModelId("scrfd_2.5g_kps"));
    assertThat(settings.models().recognizer()).contains(new ModelId("w600k_mbf"));
    assertThat(settings.engine().threads()).hasValue(3);
    assertThat(settings.engine().providers())
        .containsExactly(ExecutionProvider.CUDA, ExecutionProvider.CPU);
    assertThat(settings.engine().requireProvider()).isTrue();
    assertThat(settings.engine().align()).isEqualTo(Alignment.FIVE_POINT);
    assertThat(settings.engine().eyes()).isEqualTo(EyeStrategy.EAR);
    assertThat(settings.detection().minConfidence()).isEqualTo(0.7);
    assertThat(settings.detection().maxFaces()).hasValue(5);
    assertThat(settings.detection().inputSize()).hasValue(320);
    assertThat(settings.detection().largeFacePass()).isFalse();
    assertThat(settings.detection().tiles()).isTrue();
    assertThat(settings.detection().retryRotated()).isFalse();
    assertThat(settings.limits().maxBytes()).isEqualTo(10_000_000);
    assertThat(settings.limits().maxPixels()).isEqualTo(24_000_000);
    assertThat(settings.limits().maxSide()).isEqualTo(8000);
    assertThat(settings.compare().falseMatchRate()).hasValue(0.0001);
    assertThat(settings.comparing())
        .isEqualTo(new CompareSettings(new ThresholdRule.Rate(0.0001), Bystanders.IGNORE));
    assertThat(settings.output())
        .isEqualTo(new Settings.Output(Settings.Show.NEVER, Settings.Show.ALWAYS));
  }

  @Test
  void allProblemsAreNamedAtOnceWithTheirLinesAndTheNearestKeys() {
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    """
                    [detection]
                    min-confidense = 0.7
                    max-faces = 0
                    input-size = 300
                    [engin]
                    threads = 2
                    [engine]
                    threads = "many"
                    align = "sideways"
                    providers = ["cpu", "gpu"]
                    [limits]
                    max-bytes = "50 lightyears"
                    [compare]
                    false-match-rate = 1.5
                    """,
                    "config.toml"))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("config.toml is wrong; nothing was done")
        .hasMessageContaining(
            "line 2: unknown key 'detection.min-confidense'; did you mean 'detection.min-confidence'?")
        .hasMessageContaining(
            "line 3: detection.max-faces must be a whole number from 1 to 100000, but is 0")
        .hasMessageContaining("line 4: detection.input-size must be a multiple of 32, but is 300")
        .hasMessageContaining("line 5: unknown table 'engin'; did you mean 'engine'?")
        .hasMessageContaining(
            "line 8: engine.threads must be a whole number from 1 to 1024, but is 'many'")
        .hasMessageContaining(
            "line 9: engine.align must be one of five-point, frontal, auto, but is 'sideways'")
        .hasMessageContaining("line 10: engine.providers must be a list of providers (cpu, cuda,")
        .hasMessageContaining("line 12: limits.max-bytes must be a whole number from 1")
        .hasMessageContaining("line 14: compare.false-match-rate must be a number above 0");
  }

  @Test
  void theThresholdComesFromOnePlaceForBothDoors() {
    assertThat(Settings.DEFAULT.comparing()).isEqualTo(CompareSettings.STANDARD);
    assertThat(SettingsReader.read("[studio]\nthreshold = 0.4\n", "x").comparing().threshold())
        .isEqualTo(new ThresholdRule.Fixed(0.4));
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    "[compare]\nfalse-match-rate = 0.01\n[studio]\nthreshold = 0.4\n", "x"))
        .hasMessageContaining("line 2: compare.false-match-rate must be left out beside studio");
  }

  @Test
  void aKeyOutsideItsTableIsShownTheWay() {
    assertThatThrownBy(() -> SettingsReader.read("tiles = true\n", "x"))
        .hasMessageContaining(
            "line 1: unknown key 'tiles'; it belongs in a table: detection.tiles");
  }

  @Test
  void aFileThatIsNoTomlNamesItsLine() {
    assertThatThrownBy(() -> SettingsReader.read("[engine]\nthreads = = 2\n", "x"))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("line 2: ");
  }

  @Test
  void aFileThatWasNamedMustExist() {
    assertThatThrownBy(
            () -> SettingsFile.read(Optional.of(folder.resolve("no.toml")), folder.resolve("x")))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void theRecordsAreTheKeys() {
    List<String> fromRecords = new ArrayList<>();
    for (RecordComponent section : Settings.class.getRecordComponents()) {
      addKeys(section.getType(), section.getName(), fromRecords);
    }
    assertThat(SettingsReader.keys()).containsExactlyElementsOf(fromRecords);
  }

  /** With {@code MIEN_WRITE_EXAMPLES} in the environment it is written. */
  @Test
  void theTableOfTheDocumentationIsWhatTheReadersDeclare() throws IOException {
    String page = Files.readString(document());
    String rows = String.join("\n", SettingsReader.rows()) + "\n";
    if (System.getenv("MIEN_WRITE_EXAMPLES") != null) {
      page = page.substring(0, page.indexOf("| `models.folders`")) + rows;
      Files.writeString(document(), page);
    }
    assertThat(page).endsWith("| --- | --- | --- | --- | --- |\n" + rows);
  }

  @Test
  void theOptionsThatTheTableNamesAreThere() {
    List<String> options =
        SettingsReader.rows().stream()
            .map(row -> row.replaceAll("^.* \\| `?(.*?)`? ?\\|$", "$1"))
            .filter(option -> !option.isEmpty())
            .toList();
    assertThat(options).hasSizeGreaterThan(25).allMatch(option -> option.startsWith("--"));
    assertThat(new Cli(folder).run("completion", "bash").out()).contains(options);
  }

  @Test
  void theExampleInTheDocumentationIsRight() throws IOException {
    String document = Files.readString(document());
    int start = document.indexOf("```toml\n") + 8;
    String example = document.substring(start, document.indexOf("```", start));
    assertThat(SettingsReader.read(example, "docs/settings.md").engine().threads()).hasValue(2);
  }

  @Test
  void theOlderSpellingOfAKeyStillCounts() {
    assertThat(SettingsReader.read("[output]\ncolour = \"never\"\n", "x").output().color())
        .isEqualTo(Settings.Show.NEVER);
    assertThat(SettingsReader.read("[output]\ncolour = \"never\"\n", "x").output().color())
        .isEqualTo(Settings.Show.NEVER);
    assertThat(
            SettingsReader.read("[vault]\norganisation = \"A Club\"\n", "x").vault().organization())
        .contains("A Club");
    assertThatThrownBy(
            () -> SettingsReader.read("[output]\ncolor = \"never\"\ncolour = \"always\"\n", "x"))
        .hasMessageContaining("line 3: output.colour is output.color: give it once");
  }

  @Test
  void amountsMayHaveUnits() {
    assertThat(ByteSize.parse("50MB")).hasValue(50_000_000);
    assertThat(ByteSize.parse("1.5 GB")).hasValue(1_500_000_000);
    assertThat(ByteSize.parse("200 MP")).hasValue(200_000_000);
    assertThat(ByteSize.parse("7")).hasValue(7);
    for (String wrong : List.of("", "MB", "-1", "0", "1 furlong", "1e9", "0.5")) {
      assertThat(ByteSize.parse(wrong)).as(wrong).isEmpty();
    }
  }

  /** The settings' own records are tables; every other value is a key. */
  private static void addKeys(Class<?> table, String name, List<String> keys) {
    for (RecordComponent key : table.getRecordComponents()) {
      String full = name + "." + hyphens(key.getName());
      if (key.getType().isRecord()) {
        addKeys(key.getType(), full, keys);
      } else {
        keys.add(full);
      }
    }
  }

  private static Path document() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/settings.md"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/settings.md");
  }

  private static String hyphens(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
