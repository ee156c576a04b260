package mien.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last lines of {@code make check}, from reports as Surefire writes them. */
class TestSummaryTest {

  @TempDir Path folder;

  record Ended(int status, String out) {}

  @BeforeEach
  void twoModulesWithReports() throws IOException {
    report("core", "a", "<testcase name='holds()' classname='mien.core.BoxTest'/>");
    report(
        "engine",
        "b",
        """
        <testcase name='finds' classname='mien.engine.FindTest'>
          <system-out>skipped failure error</system-out>
        </testcase>
        <testcase name='needsA' classname='mien.engine.FindTest'>
          <skipped message='Assumption failed: skipped: needs a.onnx'/>
        </testcase>
        <testcase name='needsAToo' classname='mien.engine.FindTest'>
          <skipped message='Assumption failed: skipped: needs a.onnx'/>
        </testcase>
        """);
  }

  @Test
  void countsAndGivesTheReasonOfEachSkip() throws Exception {
    Ended ended = summary();
    assertThat(ended.out())
        .contains("skipped 2: needs a.onnx (FindTest.needsA, FindTest.needsAToo)\n")
        .endsWith("\n2 passed, 0 failed, 2 skipped\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void namesFailuresAndErrorsAndEndsWithOne() throws Exception {
    report(
        "cli",
        "c",
        """
        <testcase name='one' classname='mien.cli.MainTest'><failure message='no'/></testcase>
        <testcase name='two' classname='mien.cli.MainTest'><error type='X'/></testcase>
        """);
    Ended ended = summary();
    assertThat(ended.out())
        .contains("FAILED: MainTest.one\n", "FAILED: MainTest.two\n")
        .endsWith("\n2 passed, 2 failed, 2 skipped\n");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void noTestAtAllIsAFailure(@TempDir Path empty) throws Exception {
    folder = empty;
    Ended ended = summary();
    assertThat(ended.out()).contains("no test ran").endsWith("0 passed, 0 failed, 0 skipped\n");
    assertThat(ended.status()).isEqualTo(1);
  }

  private void report(String module, String name, String cases) throws IOException {
    Path reports = Files.createDirectories(folder.resolve(module + "/target/surefire-reports"));
    Files.writeString(
        reports.resolve("TEST-" + name + ".xml"), "<testsuite>" + cases + "</testsuite>");
  }

  private Ended summary() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                Checkout.root().resolve("packaging/TestSummary.java").toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out);
  }
}
