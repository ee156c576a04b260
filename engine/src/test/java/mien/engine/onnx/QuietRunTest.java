package mien.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * mien never calls home: networks run in a process of their own with an empty home, an empty cache
 * and, where the system lets us, an empty /tmp and no network at all; then nothing is there that is
 * not ours. Telemetry in ONNX Runtime's natives shows here (1.29.0 leaves {@code
 * ~/.cache/Microsoft} and {@code /tmp/mat-debug-*}).
 */
class QuietRunTest {

  private Path folder;
  private Path home;
  private Path temporary;

  @BeforeEach
  void emptyFolders() throws IOException {
    // Not under /tmp, which the child sees empty.
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "quiet-");
    home = Files.createDirectory(folder.resolve("home"));
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  @AfterEach
  void remove() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void aRunLeavesOnlyOurNativesAndNoSocket() throws Exception {
    List<String> lines = run(java());

    assertThat(lines).contains("ran 1", "disabled 1").noneMatch(line -> line.startsWith("socket"));
    assertThat(files(temporary)).isEmpty();
    assertThat(files(home))
        .hasSize(2)
        .allMatch(name -> name.matches("\\.cache/mien/onnxruntime-1\\.28\\.0-\\w+/lib\\w+\\.\\w+"));
  }

  @Test
  void withoutANetworkAndWithAnEmptyTmpTheRealModelsRunAndLeaveNothing() throws Exception {
    assumeTrue(
        succeeds("unshare", "-n", "-m", "sh", "-c", "mount -t tmpfs none /tmp")
            && !folder.startsWith("/tmp"),
        "skipped: needs root on Linux, and a checkout outside /tmp");
    Path models = Shared.model("fr_feature_fast.onnx").getParent();
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "unshare",
            "-n",
            "-m",
            "sh",
            "-c",
            "mount -t tmpfs none /tmp && \"$@\" && find /tmp -mindepth 1 && cat /proc/net/tcp"
                + " /proc/net/tcp6 /proc/net/udp /proc/net/udp6 | grep -v local_address",
            "sh"));
    command.addAll(java());
    command.add(models.toString());

    List<String> lines = run(command);

    assertThat(lines)
        .contains("ran fr_feature", "ran fr_detect", "disabled 1")
        .allMatch(line -> line.startsWith("ran") || line.startsWith("disabled"));
    assertThat(files(temporary)).isEmpty();
    assertThat(files(home))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(name -> name.matches("\\.cache/mien/.*/lib[^/]+")); // natives, unpacked once
  }

  @Test
  void noConnectionIsEverAttempted() throws Exception {
    assumeTrue(succeeds("strace", "-V"), "skipped: needs strace");
    Path trace = folder.resolve("trace");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("strace", "-f", "-qq", "-e", "trace=network", "-o", trace.toString()));
    assumeTrue(succeeds("strace", "-qq", "-o", "/dev/null", "true"), "skipped: no tracing here");
    command.addAll(java());

    assertThat(run(command)).contains("ran 1");
    try (Stream<String> calls = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
      // Allowed: the JDK's library for files opens a socket to see whether there is IPv6, and glibc
      // asks its name cache through AF_UNIX for the user.
      assertThat(calls)
          .noneMatch(call -> call.matches(".*\\b(connect|bind|sendto|sendmsg)\\(.*AF_INET.*"));
    }
  }

  private List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:-UsePerfData",
        "-XX:+UseSerialGC",
        "-Djava.io.tmpdir=" + temporary,
        "-Duser.home=" + home, // the JVM takes it from the password file, not from HOME
        "-cp",
        System.getProperty("java.class.path"),
        QuietRun.class.getName());
  }

  private List<String> run(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("TMPDIR", temporary.toString());
    Path output = folder.resolve("output");
    Process child = builder.redirectOutput(output.toFile()).start();
    if (!child.waitFor(5, TimeUnit.MINUTES)) {
      child.destroyForcibly();
      throw new AssertionError("the child did not end: " + Files.readString(output));
    }
    return Files.readAllLines(output);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
