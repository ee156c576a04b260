package mien.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Ended example = run(folder, Map.of("MIEN_MODELS", models.toString()));
    assertThat(example.status()).as(example.output()).isZero();
    List<String> lines = example.output().lines().toList();
    assertThat(lines.getFirst()).startsWith("Box[x1=").contains("AgeGender[");
    assertThat(Double.parseDouble(lines.getLast())).isBetween(0.9999, 1.0001);
  }

  @Test
  void withoutModelsItSaysWhichIsMissingAndWhatToDo(@TempDir Path folder) throws Exception {
    compile(folder);
    String nothing = folder.resolve("nothing").toString();
    Ended example = run(folder, Map.of("MIEN_MODELS", nothing, "XDG_DATA_HOME", nothing));
    assertThat(example.status()).isEqualTo(1);
    assertThat(example.output()).contains("fr_detect").contains("mien models pull");
  }

  private record Ended(int status, String output) {}

  /** Runs the example on the drawn photo. */
  private static Ended run(Path folder, Map<String, String> environment) throws Exception {
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
    builder.environment().putAll(environment);
    Process example = builder.start();
    String output = new String(example.getInputStream().readAllBytes(), UTF_8);
    return new Ended(example.waitFor(), output);
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
