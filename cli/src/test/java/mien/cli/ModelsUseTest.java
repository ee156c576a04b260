package mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models are taken, and how the user changes it. */
class ModelsUseTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
  }

  @Test
  void theRegistryPackIsInUseWhateverElseIsHere() {
    cli.variable("MIEN_MODELS", folder.resolve("models").toString());
    cli.text("models/yunet_n_dynamic.onnx", "");
    String list = cli.run("models", "list").out();
    assertThat(list)
        .containsPattern("\\* +fr_detect")
        .containsPattern("\\+ +yunet_n_dynamic")
        .contains("In use is the pack 'registry'");
    assertThat(cli.run("doctor").out())
        .contains("the pack 'registry' is in use", "detection: fr_detect is not here");
  }

  @Test
  void aPackIsChosenInTheSettingsFileAndNothingElseOfItChanges() throws Exception {
    Path file = cli.text("home/.config/mien/config.toml", "# mine\n[engine]\nthreads = 2\n");
    Run run = cli.run("models", "use", "open");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "In use: open", file.toString(), "mien models pull yunet_n_dynamic ", "3ddfa_v2_mb05");
    assertThat(file).hasContent("# mine\n[engine]\nthreads = 2\n\n[models]\nuse = \"open\"\n");
    assertThat(cli.run("models", "list").out())
        .containsPattern("\\* +yunet_n_dynamic")
        .containsPattern("\\* +fr_feature")
        .containsPattern("- +fr_detect");

    cli.run("models", "use", "registry");
    assertThat(Files.readString(file)).endsWith("[models]\nuse = \"registry\"\n");
  }

  @Test
  void withoutAFileOneIsMadeAndANamedOneIsTaken() {
    assertThat(cli.run("models", "use", "insightface").status()).isZero();
    assertThat(folder.resolve("home/.config/mien/config.toml"))
        .hasContent("[models]\nuse = \"insightface\"\n");
    Path other = cli.text("other.toml", "[models] # here\nfetch = \"never\"\n");
    assertThat(cli.run("models", "use", "open", "--config", "other.toml").status()).isZero();
    assertThat(other).hasContent("[models] # here\nuse = \"open\"\nfetch = \"never\"\n");
  }

  @Test
  void aWrongFileOrPackIsRefusedAndNothingIsWritten() {
    Path file = cli.text("home/.config/mien/config.toml", "models = { fetch = \"never\" }\n");
    assertThat(cli.run("models", "use", "open").status()).isEqualTo(2);
    assertThat(file).hasContent("models = { fetch = \"never\" }\n");
    Run wrong = cli.run("models", "use", "closed");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("registry, open, insightface");
  }

  @Test
  void whereAModelComesFromIsShown() {
    assertThat(cli.run("models", "license", "fr_eye").out())
        .contains(
            "fr_eye: MIT, any use",
            "who trained it",
            "npm:faceplugin-face-recognition-js@0.0.1#model/fr_eye.onnx");
    assertThat(cli.run("models", "list", "--json").out())
        .contains(
            "\"npm:@mediapipe/face_mesh@0.4.1657299874#face_mesh_solution_packed_assets.data");
  }
}
