package mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.cli.testing.Shared;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls from a folder as a mirror: no network. */
class ModelsPullTest {

  private static final String OPEN = "yunet_2023mar";
  private static final String NON_COMMERCIAL = "scrfd_500m_kps";

  @TempDir Path folder;
  private Cli cli;
  private String mirror;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
    mirror = Shared.models().toString();
  }

  @Test
  void aModelIsFetchedOnceAndThenItIsHere() {
    Run first = cli.run("models", "pull", "--mirror", mirror, OPEN);
    assertThat(first.status()).isZero();
    assertThat(first.out()).startsWith("fetched  " + OPEN);
    assertThat(folder.resolve("home/.local/share/mien/models/face_detection_yunet_2023mar.onnx"))
        .isRegularFile();
    Run second = cli.run("models", "pull", "--mirror", mirror, OPEN);
    assertThat(second.status()).isZero();
    assertThat(second.out()).startsWith("here     " + OPEN);
    assertThat(cli.run("models", "verify").out()).isEqualTo(verified());
  }

  @Test
  void whatIsInAnotherFolderAlreadyIsNotFetchedAgain() {
    cli.variable("MIEN_MODELS", mirror);
    assertThat(cli.run("models", "pull", OPEN).out())
        .isEqualTo("here     " + OPEN + "  " + mirror + "/face_detection_yunet_2023mar.onnx\n");
  }

  @Test
  void nonCommercialTermsAreShownAndDeclinedWhereNobodyCanAnswer() {
    Run run = cli.run("models", "pull", "--mirror", mirror, NON_COMMERCIAL);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("declined " + NON_COMMERCIAL);
    assertThat(run.err()).contains("Terms: ", "non-commercial", "--accept-license");
    assertThat(folder.resolve("home/.local/share/mien/models/scrfd_500m_kps.onnx")).doesNotExist();
  }

  @Test
  void theOptionAcceptsTheTerms() {
    Run run = cli.run("models", "pull", "--accept-license", "--mirror", mirror, NON_COMMERCIAL);
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("fetched  " + NON_COMMERCIAL);
  }

  @Test
  void aPersonAtATerminalIsAsked() {
    cli.onTerminal();
    cli.variable("NO_COLOR", "1");
    Run no =
        cli.stdin("no\n".getBytes(StandardCharsets.UTF_8))
            .run("models", "pull", "--mirror", mirror, NON_COMMERCIAL);
    assertThat(no.out()).startsWith("declined");
    assertThat(no.err()).contains("Type yes or no: ");
    Run yes =
        cli.stdin("yes\n".getBytes(StandardCharsets.UTF_8))
            .run("models", "pull", "--mirror", mirror, NON_COMMERCIAL);
    assertThat(yes.out()).startsWith("fetched");
  }

  @Test
  void aWrongMirrorAndAWrongNameAreSaidPlainly() {
    assertThat(cli.run("models", "pull", "--mirror", "ftp://x", OPEN).err())
        .contains("a mirror is an http or https address or a folder");
    assertThat(cli.run("models", "pull", "yunet_2023mat").err()).contains("yunet_2023mar");
  }

  private String verified() {
    Path file = folder.resolve("home/.local/share/mien/models/face_detection_yunet_2023mar.onnx");
    assertThat(Files.exists(file)).isTrue();
    return "right  " + OPEN + "  " + file + "\n";
  }
}
