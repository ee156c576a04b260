package mien.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/library.md, taken from there: it compiles, and it tells what it promises. */
class LibraryExampleTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void compiles(@TempDir Path folder) throws Exception {
    compile(folder);
  }

  @Test
  void findsTheSameFaceTwiceInADrawnPhoto(@TempDir Path folder) throws Exception {
    Path models = Checkout.root().resolveSibling("shared").resolve("models");
    assumeTrue(
        Files.exists(models.resolve("edgeface_xs_512.onnx")),
        "skipped: needs edgeface_xs_512.onnx");
    compile(folder);
    String photo = Checkout.root().resolve("docs/examples/drawn-people.jpg").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                folder + ":" + System.getProperty("java.class.path"),
                "Example",
                photo,
                photo)
            .redirectErrorStream(true);
    builder.environment().put("MIEN_MODELS", models.toString());
    Process example = builder.start();
    String output = new String(example.getInputStream().readAllBytes(), UTF_8);
    assertThat(example.waitFor()).as(output).isZero();
    List<String> lines = output.lines().toList();
    assertThat(lines.getFirst()).startsWith("Box[x1=").contains("AgeGender[");
    assertThat(Double.parseDouble(lines.getLast())).isBetween(0.9999, 1.0001);
  }

  private static void compile(Path folder) throws Exception {
    List<String> examples =
        JAVA.matcher(Checkout.text("docs/library.md"))
            .results()
            .map(LibraryExampleTest::text)
            .toList();
    assertThat(examples).hasSize(1);
    Path source = Files.writeString(folder.resolve("Example.java"), examples.getFirst());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                said,
                said,
                "-Xlint:all,-path",
                "-Werror",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(status).as(said.toString(UTF_8)).isZero();
  }

  private static String text(MatchResult match) {
    return match.group(1);
  }
}
