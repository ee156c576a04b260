package mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(run.err())
        .startsWith("detector synthetic_detector, on cpu, 1 thread\n")
        .contains("1 photo, 2 faces in ");
    assertThat(cli.closed()).isEqualTo(1);
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
  void otherFilesOfAFolderArePassedOverAndCountedButANamedOneIsRefused() {
    cli.png("p/a.png", 100, 150, 90);
    cli.text("p/notes.txt", "buy milk");
    Run quiet = cli.run("faces", "--json", "p");
    assertThat(quiet.status()).isZero();
    assertThat(quiet.lines()).hasSize(1);
    assertThat(quiet.err()).contains("1 other file passed over");
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
    assertThat(run.err()).contains("4 threads");
  }

  @Test
  void standardInputIsAPhotoToo() {
    Run run = cli.stdin(Cli.pngBytes(100, 120, 7)).run("faces", "--json", "-");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("{\"photo\":\"-\",\"width\":100,\"height\":120,\"faces\":[{");
  }

  @Test
  void anEmbeddingIsAddedOnlyWhenAskedForAndItsTermsAreShownOnce() {
    cli.png("a.png", 100, 120, 7);
    Run without = cli.run("faces", "--json", "a.png");
    assertThat(without.out()).doesNotContain("embedding");
    assertThat(without.err()).doesNotContain("non-commercial").doesNotContain("recogniser");
    Run with = cli.run("faces", "--json", "--embedding", "a.png");
    assertThat(with.out()).contains("\"embedding_model\":\"synthetic_4\",\"embedding\":[");
    assertThat(with.err()).contains("recogniser synthetic_4").contains("non-commercial use only");
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
    Run run = cli.run("faces", "--out", "results/faces.jsonl", "p");
    assertThat(run.out()).as("the table is still printed").contains("1 face");
    assertThat(Files.readString(folder.resolve("results/faces.jsonl")))
        .startsWith("{\"photo\":\"p/a.png\",")
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
    assertThat(again.err()).as("drawn pictures are no input").contains("1 photo, 2 faces");
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
    Run run = cli.run("faces", "--out", "results/faces.jsonl", "p");
    assertThat(run.status()).isEqualTo(130);
    assertThat(run.err()).contains("Interrupted after 0 of 1");
    assertThat(files(folder.resolve("results"))).isEmpty();
    assertThat(cli.closed()).isEqualTo(1);
  }

  @Test
  void aFolderWithoutPhotosIsSaidPlainly() {
    cli.text("p/notes.txt", "buy milk");
    Run run = cli.run("faces", "p");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no photo was found in p");
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
