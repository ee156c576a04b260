package mien.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;

/**
 * Core compiles to JavaScript, all of it, and computes the same there: the browser will run the
 * very verdict code that the server runs.
 */
class CoreInTheBrowserTest {

  private static final String MAIN =
      """
      package mien.house;
      public final class BrowserMain {
        public static void main(String[] words) {
          CoreSample.run(words, EveryMember::call);
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void everyPublicMemberCompilesAndTheSampleReadsTheSame() throws Exception {
    Path classes = compileEntryPoint();
    List<String> problems = compileToJavaScript(classes);
    assertThat(problems).isEmpty();
    String script = Files.readString(folder.resolve("core.js"));
    assertThat(script).contains("rotationDegrees"); // Called by EveryMember alone.

    assumeTrue(has("node"), "skipped: needs node");
    Path run = Files.writeString(folder.resolve("run.js"), "require('./core.js').main([]);");
    Process node = new ProcessBuilder("node", run.toString()).redirectErrorStream(true).start();
    String output = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(node.exitValue()).as(output).isZero();
    assertThat(output).startsWith("similarity 0.88888").isEqualTo(onTheJvm());
  }

  private Path compileEntryPoint() throws Exception {
    JavaClasses core =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludePackageInfos())
            .importPath(Checkout.root().resolve("core/target/classes"));
    Path sources = Files.createDirectories(folder.resolve("src/mien/house"));
    Path main = Files.writeString(sources.resolve("BrowserMain.java"), MAIN);
    Path every =
        Files.writeString(
            sources.resolve("EveryMember.java"),
            "package mien.house;\n" + CoreEntryPoint.source(core));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                said,
                said,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                main.toString(),
                every.toString());
    assertThat(status).as(said.toString(UTF_8) + Files.readString(every)).isZero();
    return classes;
  }

  private List<String> compileToJavaScript(Path classes) throws Exception {
    List<File> path = new ArrayList<>(List.of(classes.toFile()));
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(File::new)
        .filter(CoreInTheBrowserTest::belongsInTheBrowser)
        .forEach(path::add);
    URL[] urls = new URL[path.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = path.get(i).toURI().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      TeaVMTool compiler = new TeaVMTool();
      compiler.setTargetType(TeaVMTargetType.JAVASCRIPT);
      compiler.setMainClass("mien.house.BrowserMain");
      compiler.setTargetDirectory(folder.toFile());
      compiler.setTargetFileName("core.js");
      compiler.setObfuscated(false);
      compiler.setClassPath(path);
      compiler.setClassLoader(loader);
      compiler.generate();
      return compiler.getProblemProvider().getProblems().stream().map(this::text).toList();
    }
  }

  /** Core, this module's test classes (for the sample) and TeaVM's class library. */
  private static boolean belongsInTheBrowser(File entry) {
    String name = entry.getPath().replace(File.separatorChar, '/');
    return name.contains("mien-core")
        || name.contains("/core/target/")
        || name.contains("teavm")
        || name.endsWith("/bench/target/test-classes");
  }

  private String text(Problem problem) {
    DefaultProblemTextConsumer consumer = new DefaultProblemTextConsumer();
    problem.render(consumer);
    return problem.getSeverity() + " " + consumer.getText() + " at " + problem.getLocation();
  }

  private static boolean has(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static String onTheJvm() {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      CoreSample.run(new String[0], () -> {});
    } finally {
      System.setOut(before);
    }
    return said.toString(UTF_8);
  }
}
