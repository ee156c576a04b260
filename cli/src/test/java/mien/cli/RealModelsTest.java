package mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mien.cli.command.LiveEngine;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.cli.testing.Shared;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole command with real weights on real photos. */
class RealModelsTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder).engines(LiveEngine.OPENER);
    cli.text("home/.config/mien/config.toml", Shared.REFERENCE);
    cli.variable("MIEN_MODELS", Shared.modelPath());
  }

  @Test
  void aRealFaceHasEveryValueOfTheContract() {
    String photo = Shared.photo("identity/deepface_img1.jpg").toString();
    Run run = cli.run("faces", "--json", "--liveness", photo);
    assertThat(run.status()).isZero();
    assertThat(run.lines()).hasSize(1);
    assertThat(run.out())
        .startsWith(
            "{\"photo\":\""
                + photo
                + "\",\"width\":355,\"height\":480,\"faces_left_out\":0,\"faces\":[{\"box\":[")
        .containsPattern("\"landmarks68\":\\[\\[[-0-9.]+,[-0-9.]+,[-0-9.]+\\],")
        .containsPattern("\"pose\":\\{\"pitch\":[-0-9.]+,\"yaw\":[-0-9.]+,\"roll\":[-0-9.]+\\}")
        .containsPattern("\"gender\":\"(fe)?male\"")
        .doesNotContain("null", "embedding");
    assertThat(run.err()).doesNotContain("detector ");
  }

  @Test
  void formatsBadFilesAndPhotosWithoutFacesOfOneFolderAreAllAnswered() throws IOException {
    Path mixed = Files.createDirectories(folder.resolve("mixed"));
    Files.copy(Shared.photo("detect/none_davisking_dog.jpg"), mixed.resolve("dog.jpg"));
    Files.copy(Shared.photo("detect/compreface_000_5.jpg"), mixed.resolve("five.jpg"));
    Files.writeString(mixed.resolve("broken.jpg"), "not a photo");
    Files.writeString(mixed.resolve("notes.txt"), "buy milk");
    Run run = cli.run("faces", "--json", "--annotate", "drawn", "mixed");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines()).hasSize(3);
    assertThat(run.lines().get(0)).contains("broken.jpg", "\"code\":\"photo.unknown-format\"");
    assertThat(run.lines().get(1)).contains("dog.jpg", "\"faces\":[]");
    // Five faces are counted on it by hand; all five are found.
    assertThat(run.lines().get(2).split("\"box\"")).hasSize(6);
    assertThat(run.err()).contains("2 photos, 5 faces, 1 refused, 1 other file skipped");
    assertThat(ImageIO.read(folder.resolve("drawn/five.faces.jpg").toFile()).getWidth())
        .isEqualTo(819);
  }

  @Test
  void standardInputGivesTheSameFacesAsTheFile() throws IOException {
    Path photo = Shared.photo("identity/deepface_img1.jpg");
    String file = cli.run("faces", "--json", photo.toString()).out();
    String stdin = cli.stdin(Files.readAllBytes(photo)).run("faces", "--json", "-").out();
    assertThat(stdin.replace("\"photo\":\"-\"", ""))
        .isEqualTo(file.replace("\"photo\":\"" + photo + "\"", ""));
  }

  @Test
  void twoPhotosOfOnePersonAreTheSameAndOfTwoPeopleDifferent() {
    // Measured: 0.69 for this pair of one person, 0.03 for the other; the threshold is 0.35.
    String a = Shared.photo("identity/deepface_img1.jpg").toString();
    String same = Shared.photo("identity/deepface_img10.jpg").toString();
    String other = Shared.photo("detect/compreface_000_5.jpg").toString();
    assertThat(cli.run("compare", "--json", a, same).out()).contains("\"decision\":\"same\"");
    Run several = cli.run("compare", "--json", a, other);
    assertThat(several.status()).isEqualTo(3);
    assertThat(several.out()).contains("\"code\":\"face.several\",", "\"index\":4");
    Run different = cli.run("compare", "--json", "--select", "largest", a, other);
    assertThat(different.out()).contains("\"decision\":\"different\"");
    assertThat(different.status()).isEqualTo(1);
  }

  @Test
  void aRequiredProviderThatDoesNotRunIsAnError() {
    String photo = Shared.photo("identity/deepface_img1.jpg").toString();
    Run run = cli.run("faces", "--provider", "openvino", "--require-provider", photo);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("mien: ").contains("openvino");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlCEndsTheProcessWithStatus130AndNoHalfFile() throws Exception {
    // A shell's background job ignores SIGINT, and so do its children: then TERM stands for it.
    String signal = ignoresInterrupt() ? "-TERM" : "-INT";
    int status = ignoresInterrupt() ? 143 : 130;
    String photo = Shared.photo("detect/compreface_000_5.jpg").toString();
    Files.createDirectory(folder.resolve("out"));
    List<String> words = new ArrayList<>(List.of("faces", "--out", "out/faces.jsonl"));
    words.addAll(Collections.nCopies(400, photo));
    Process mien = start(words);
    while (mien.isAlive() && writtenBytes() == 0) {
      Thread.sleep(20);
    }
    Process kill = new ProcessBuilder("kill", signal, Long.toString(mien.pid())).start();
    assertThat(kill.waitFor()).isZero();
    assertThat(mien.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(mien.exitValue()).isEqualTo(status);
    assertThat(Files.readString(folder.resolve("err.txt"), StandardCharsets.UTF_8))
        .contains("Interrupted after ")
        .contains(" of 400: ");
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left).isEmpty();
    }
  }

  /** Of the unfinished result file: more than 0 when the first photos were answered. */
  private long writtenBytes() throws IOException {
    try (Stream<Path> parts = Files.list(folder.resolve("out"))) {
      return parts.mapToLong(part -> part.toFile().length()).sum();
    }
  }

  private static boolean ignoresInterrupt() throws IOException {
    Path process = Path.of("/proc/self/status");
    if (!Files.isReadable(process)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(process)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
  }

  private Process start(List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "mien.cli.Main"));
    command.addAll(words);
    cli.text(".config/mien/config.toml", Shared.REFERENCE);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", folder.toString(),
                "ORT_DISABLE_TELEMETRY", "1",
                "MIEN_MODELS", Shared.modelPath()));
    builder.redirectError(folder.resolve("err.txt").toFile());
    return builder.start();
  }
}
