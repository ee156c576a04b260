package mien.cli.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mien.cli.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualCommandTest {

  @TempDir Path folder;
  private String page;

  @BeforeEach
  void print() {
    page = new Cli(folder).run("manual").out();
  }

  @Test
  void everyCommandOptionAndEnvironmentVariableIsInIt() {
    assertThat(page)
        .startsWith(".TH MIEN 1 \"\" \"mien ")
        .contains(".SH NAME\nmien \\- finds faces in photos", ".SH EXIT STATUS", "NO_COLOR")
        .contains(".SS mien faces\n", ".SS mien models pull\n", ".SS mien audit verify\n")
        .contains(".B \\-\\-min\\-confidence X\n", ".B \\-h, \\-\\-help\n")
        .doesNotContain("colour", "mien manual", "\u001b");
  }

  @Test
  void noTextIsTakenForACommandOfRoff() {
    assertThat(page.lines().filter(line -> line.startsWith(".")))
        .allMatch(line -> line.matches("\\.(TH|SH|SS|PP|TP|B|nf|fi)( .*)?"));
    assertThat(page.lines()).noneMatch(line -> line.startsWith("'"));
  }

  @Test
  void groffShowsItWithoutAWarning() throws IOException, InterruptedException {
    boolean here =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "groff")));
    assumeTrue(here, "skipped: needs groff");
    Path file = Files.writeString(folder.resolve("mien.1"), page);
    Process groff =
        new ProcessBuilder("groff", "-man", "-Tascii", "-P-c", "-ww", file.toString())
            .redirectError(folder.resolve("warnings").toFile())
            .start();
    String shown = new String(groff.getInputStream().readAllBytes(), UTF_8);
    assertThat(groff.waitFor()).isZero();
    assertThat(Files.readString(folder.resolve("warnings"))).isEmpty();
    assertThat(shown.replaceAll(".\b", ""))
        .contains("--min-confidence X", "MIEN_JAVA_OPTS", "mien compare passport.jpg selfie.jpg");
  }
}
