package mien.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacesCommandTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
  }

  @Test
  void aTableIsPrintedAndEverythingReadIsStatusZero() {
    cli.png("p/two.png", 200, 150, 90);
    Run run = cli.run("faces", "p");
    assertThat(run.status()).isZero();
    assertThat(run.lines()).hasSize(4);
    assertThat(run.lines().get(1)).isEqualTo("p/two.png  200 x 150  2 faces");
    assertThat(run.err()).as("nothing was unusual").isEmpty();
    assertThat(cli.run("faces", "--debug", "p").err())
        .isEqualTo("detector synthetic_detector, on cpu, 1 thread\n");
    assertThat(cli.closed()).isEqualTo(2);
  }

  @Test
  void oneBadFileIsRefusedTheRestIsReadAndTheStatusIsOne() {
    cli.png("p/a.png", 100, 150, 90);
    cli.text("p/b.jpg", "no photo at all");
    cli.png("p/c.png", 100, 150, 90);
    Run run = cli.run("faces", "--json", "--threads", "2", "p");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines()).hasSize(3);
    assertThat(run.lines().get(1))
        .startsWith("{\"photo\":\"p/b.jpg\",\"error\":{\"code\":\"photo.unknown-format\",");
    assertThat(run.err()).contains("2 photos, 2 faces, 1 refused");
  }

  @Test
  void otherFilesOfAFolderAreSkippedAndCountedButANamedOneIsRefused() {
    cli.png("p/a.png", 100, 150, 90);
    cli.text("p/notes.txt", "buy milk");
    Run quiet = cli.run("faces", "--json", "p");
    assertThat(quiet.status()).isZero();
    assertThat(quiet.lines()).hasSize(1);
    assertThat(quiet.err()).contains("1 other file skipped");
    Run named = cli.run("faces", "--json", "p/notes.txt");
    assertThat(named.status()).isEqualTo(1);
    assertThat(named.out()).contains("\"error\"");
  }

  @Test
  void resultsComeInTheOrderOfThePhotosHoweverManyThreadsThereAre() {
    for (int i = 0; i < 30; i++) {
      cli.png(String.format("p/%02d.png", i), 100 + 10 * (i % 7), 130, 90);
    }
    Run run = cli.run("faces", "--json", "--threads", "4", "p");
    assertThat(run.lines()).hasSize(30).isSorted();
    assertThat(run.err()).contains("30 photos, ");
  }

  @Test
  void standardInputIsAPhotoToo() {
    Run run = cli.stdin(Cli.pngBytes(100, 120, 7)).run("faces", "--json", "-");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith(
            "{\"photo\":\"-\",\"width\":100,\"height\":120,\"faces_left_out\":0,\"faces\":[{");
  }

  @Test
  void anEmbeddingIsAddedOnlyWhenAskedForAndItsTermsAreShownOnce() {
    cli.png("a.png", 100, 120, 7);
    Run without = cli.run("faces", "--json", "a.png");
    assertThat(without.out()).doesNotContain("embedding");
    assertThat(without.err()).doesNotContain("non-commercial");
    Run with = cli.run("faces", "--json", "--embedding", "a.png");
    assertThat(with.out()).contains("\"embedding_model\":\"synthetic_4\",\"embedding\":[");
    assertThat(with.err()).contains("non-commercial use only");
    Run again = cli.run("faces", "--json", "--embedding", "a.png");
    assertThat(again.err()).doesNotContain("non-commercial");
  }

  @Test
  void aRefusedProviderIsSaidWithItsReason() {
    cli.png("a.png", 100, 120, 7);
    assertThat(cli.run("faces", "--provider", "cuda,cpu", "a.png").err())
        .contains("cuda is not used: this build has no CUDA");
  }

  @Test
  void aResultFileIsWholeAndSaysWhatItWasMadeWith() throws IOException {
    cli.png("p/a.png", 100, 120, 7);
    Files.createDirectory(folder.resolve("results"));
    cli.text("p/b.jpg", "no photo at all");
    Run run = cli.run("faces", "--json", "--out", "results/faces.jsonl", "p");
    assertThat(run.out()).as("the file has it").isEmpty();
    assertThat(run.err())
        .contains("p/b.jpg  refused: ")
        .contains("1 photo, 1 face, 1 refused in ")
        .endsWith(", written to results/faces.jsonl\n");
    assertThat(Files.readString(folder.resolve("results/faces.jsonl")))
        .startsWith("{\"photo\":\"p/a.png\",")
        .contains("\n{\"photo\":\"p/b.jpg\",\"error\":")
        .endsWith("}\n");
    assertThat(Files.readString(folder.resolve("results/faces.jsonl.mien.json")))
        .contains("\"finished\":true", "\"id\":\"synthetic_detector\"", "\"provider\":\"cpu\"")
        .contains("\"minConfidence\":0.5");
    assertThat(files(folder.resolve("results"))).hasSize(2);
  }

  @Test
  void picturesAreDrawnBesideAManifestAndPhotosStayAsTheyWere() throws IOException {
    Path photo = cli.png("p/a.png", 200, 150, 120);
    byte[] before = Files.readAllBytes(photo);
    Run run = cli.run("faces", "--annotate", "p/drawn", "p");
    assertThat(run.status()).isZero();
    assertThat(Files.readAllBytes(photo)).isEqualTo(before);
    assertThat(files(folder.resolve("p/drawn"))).containsExactly("a.faces.png", "mien.json");
    var drawn = ImageIO.read(folder.resolve("p/drawn/a.faces.png").toFile());
    assertThat(drawn.getWidth()).isEqualTo(200);
    assertThat(drawn.getRGB(10, 70)).as("the box's left side").isNotEqualTo(0xff787878);
    assertThat(drawn.getRGB(199, 149)).as("nothing is drawn there").isEqualTo(0xff787878);
    Run again = cli.run("faces", "--annotate", "p/drawn", "p");
    assertThat(again.out()).as("drawn pictures are not input").isEqualTo(run.out());
  }

  @Test
  void resultsNeverReplaceAPhoto() throws IOException {
    Path photo = cli.png("p/a.png", 200, 150, 120);
    byte[] before = Files.readAllBytes(photo);
    Run out = cli.run("faces", "--out", "p/../p/a.png", "p");
    assertThat(out.status()).isEqualTo(2);
    assertThat(out.err()).contains("is one of the photos");
    Run annotate = cli.run("faces", "--annotate", "p", "p/a.png");
    assertThat(annotate.status()).isEqualTo(2);
    assertThat(annotate.err()).contains("holds photos of this run");
    assertThat(Files.readAllBytes(photo)).isEqualTo(before);
  }

  @Test
  void ctrlCEndsCleanlyAndLeavesNoHalfFile() throws IOException {
    cli.png("p/a.png", 100, 120, 7);
    cli.interruption().request();
    Files.createDirectory(folder.resolve("results"));
    Run run = cli.run("faces", "--out", "results/faces.jsonl", "p");
    assertThat(run.status()).isEqualTo(130);
    assertThat(run.err()).contains("Interrupted after 0 of 1");
    assertThat(files(folder.resolve("results"))).isEmpty();
    assertThat(cli.closed()).isEqualTo(1);
  }

  @Test
  void aResultFileMakesNoFolder() {
    cli.png("p/a.png", 100, 120, 7);
    Run run = cli.run("faces", "--out", "reslts/faces.jsonl", "p");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("reslts' does not exist; make it first");
    assertThat(folder.resolve("reslts")).doesNotExist();
    assertThat(cli.run("faces", "--out", "p", "p").err()).contains("p' is a folder; name a file.");
    assertThat(cli.run("faces", "--out", "", "p").err())
        .contains("--out must be a path, but is empty");
  }

  @Test
  void aResultFileNeverTakesThePlaceOfADevice() throws IOException, InterruptedException {
    cli.png("p/a.png", 100, 120, 7);
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    Run run = cli.run("faces", "--out", "pipe", "p");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("pipe' is not a plain file; name another one.");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void anEmptyPathIsNotTheCurrentFolder() {
    cli.png("a.png", 100, 120, 7);
    Run run = cli.run("faces", "");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("mien: A path is empty; '.' is the current folder.\n");
    assertThat(cli.run("compare", "", "a.png").status()).isEqualTo(2);
    assertThat(cli.run("faces", ".").lines()).contains("./a.png  100 x 120  1 face");
  }

  @Test
  void nothingToReadLoadsNoModel() {
    Run run =
        cli.engines(
                _ -> {
                  throw new AssertionError("an engine was opened");
                })
            .run("faces", "missing.jpg");
    assertThat(cli.run("faces", "--threads", "0", "missing.jpg").err())
        .as("options are looked at all the same")
        .contains("--threads must be 1 to 1024");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo("missing.jpg  refused: 'missing.jpg' does not exist; check its name\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aFolderWithoutPhotosIsSaidPlainly() {
    cli.text("p/notes.txt", "buy milk");
    Run run = cli.run("faces", "p");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("No photo was found in p.\n");
  }

  @Test
  void aFileAboveTheLimitIsNotReadIntoMemory() {
    cli.png("a.png", 400, 400, 7);
    Run run = cli.run("faces", "--json", "--limit-bytes", "100", "a.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("\"code\":\"photo.too-large\"").contains("100 bytes");
  }

  @Test
  void theBarIsDrawnOnATerminalAndTakenAway() {
    for (int i = 0; i < 4; i++) {
      cli.png("p/" + i + ".png", 100, 120, 7);
    }
    Run run = cli.onTerminal().run("faces", "p");
    assertThat(run.err()).contains("/4 photos").contains("left").contains("\r\u001b[K");
    assertThat(run.out()).contains("\u001b[1mp/0.png");
    Run plain = cli.variable("NO_COLOR", "1").run("faces", "p");
    assertThat(plain.out()).doesNotContain("\u001b");
    Run dumb = cli.variable("TERM", "dumb").run("faces", "p");
    assertThat(dumb.out() + dumb.err()).doesNotContain("\u001b", "\r");
  }

  @Test
  void anOutsiderFaultOfOnePhotoDoesNotEndTheRun() {
    cli.png("p/a.png", 100, 120, 7);
    cli.png("p/b.png", 100, 120, 7);
    Run run =
        cli.engines(config -> new FaultyEngine(config))
            .run("faces", "--json", "--threads", "1", "p");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines()).hasSize(2).allMatch(line -> line.contains("\"code\":\"internal\""));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
