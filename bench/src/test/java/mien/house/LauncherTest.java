package mien.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, copied into a folder of its own with a program of one class in place of mien and a
 * script in place of Maven, which notes its calls and "builds" by copying.
 */
class LauncherTest {

  /** Prints what it was started with; "version" is what the launcher trains with. */
  private static final String PROGRAM =
      """
      package mien.cli;
      public final class Main {
        public static void main(String[] words) {
          System.out.println("said " + String.join("|", words));
          for (String name : new String[] {"mien.home", "mien.checkout", "mien.cache"}) {
            System.out.println(name + "=" + System.getProperty(name));
          }
          System.out.println("telemetry off=" + System.getenv("ORT_DISABLE_TELEMETRY"));
          System.out.println("columns=" + System.getenv("COLUMNS"));
          System.exit(words.length > 0 && words[0].equals("fail") ? 7 : 0);
        }
      }
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$@" >> "$MAVEN_CALLS"
      [ ! -e "$MAVEN_CALLS.broken" ] || { echo "this does not compile"; exit 1; }
      sleep 0.2
      mkdir -p cli/target
      cp "$PROGRAM_JAR" cli/target/mien-cli-9.9.jar
      """;

  @TempDir Path folder;

  private Path home;
  private Path jar;
  private Path calls;

  record Ended(int status, String out, String err) {}

  @BeforeEach
  void copyTheLauncher() throws IOException {
    home = Files.createDirectories(folder.resolve("a house/with spaces")).toRealPath();
    calls = folder.resolve("maven calls");
    jar = program();
    Files.createDirectories(home.resolve("packaging"));
    for (String name :
        List.of("mien", "packaging/find-jdk.sh", "packaging/start.sh", "packaging/build.sh")) {
      Files.copy(Checkout.root().resolve(name), home.resolve(name));
    }
    script(folder.resolve("bin/mvn"), MAVEN);
  }

  @Test
  void aReleaseStartsThroughALinkFromAnotherFolderWithSpaces() throws IOException {
    Path mien = Files.createSymbolicLink(folder.resolve("linked mien"), release());
    Ended first = mien(mien, Map.of(), "faces", "my photos");
    assertThat(first.out())
        .startsWith("said faces|my photos\n")
        .contains("mien.home=" + home + "\n", "mien.checkout=null\n", "telemetry off=1\n");
    assertThat(first.err()).contains("once");
    assertThat(aotCaches()).hasSize(1);
    Ended second = mien(mien, Map.of(), "faces", "my photos");
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEmpty();
    assertThat(calls).doesNotExist();
  }

  @Test
  void theWidthOfTheTerminalIsPassedOn() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: needs script");
    String command = "stty cols 57; '" + release() + "' a";
    Ended ended = shell("script -qec \"" + command + "\" /dev/null < /dev/null");
    assertThat(ended.out()).contains("columns=57");
  }

  @Test
  void theExitStatusIsTheProgrammes() throws IOException {
    assertThat(mien(release(), Map.of(), "fail").status()).isEqualTo(7);
  }

  @Test
  void aCacheThatDoesNotFitIsNotHeardOf() throws IOException {
    Path mien = release();
    assertThat(mien(mien, Map.of(), "version").status()).isZero();
    Files.writeString(aotCaches().getFirst(), "not a cache");
    Ended ended = mien(mien, Map.of(), "version");
    assertThat(ended.out()).startsWith("said version\n");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void aReleaseHasNoBenchAndSaysSo() throws IOException {
    Ended ended = mien(release(), Map.of(), "bench", "speed");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("checkout");
  }

  @Test
  void aCheckoutIsBuiltOnceByThreeFirstStartsAtTheSameTime() throws Exception {
    Path mien = checkout();
    List<Process> starts =
        Stream.of("a", "b", "c").map(word -> start(mien, Map.of(), word)).toList();
    for (Process start : starts) {
      assertThat(new String(start.getInputStream().readAllBytes(), UTF_8))
          .startsWith("said ")
          .contains("mien.checkout=" + home + "\n");
      assertThat(start.waitFor()).isZero();
    }
    assertThat(mavenCalls()).hasSize(1);
    assertThat(Files.readString(folder.resolve("err"))).containsOnlyOnce("first start");
    Files.delete(folder.resolve("err"));
    assertThat(mavenCalls().getFirst()).contains("-pl cli -am package -Dmaven.test.skip=true");
    Ended later = mien(mien, Map.of(), "d");
    assertThat(later.err()).isEmpty();
    assertThat(mavenCalls()).hasSize(1);
  }

  @Test
  void aCheckoutIsBuiltAgainWhenASourceIsNewerOrGone() throws IOException {
    Path mien = checkout();
    mien(mien, Map.of(), "a");
    Path source = home.resolve("engine/src/main/Face.java");
    touch(source);
    assertThat(mien(mien, Map.of(), "b").err()).contains("sources changed");
    assertThat(mavenCalls()).hasSize(2);
    settle();
    Files.delete(source);
    touch(source.getParent());
    mien(mien, Map.of(), "c");
    assertThat(mavenCalls()).hasSize(3);
  }

  @Test
  void aBuildThatFailsIsShownAndNothingOldIsStarted() throws IOException {
    Path mien = checkout();
    mien(mien, Map.of(), "a");
    Files.createFile(folder.resolve("maven calls.broken"));
    touch(home.resolve("core/src/main/Box.java"));
    Ended ended = mien(mien, Map.of(), "b");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("this does not compile", "the build failed");
  }

  @Test
  void anOldJavaHomeIsPassedOverForAJdkOnThePath() throws IOException {
    Path old = fakeJdk("jdk 17", "17.0.15");
    Ended ended = mien(release(), Map.of("JAVA_HOME", old.toString()), "a");
    assertThat(ended.out()).startsWith("said a\n");
  }

  @Test
  void theFinderTakesJavaHomeFirstAndNamesWhatWasTooOld() throws IOException {
    Path newer = fakeJdk("jdk 26", "26");
    Path old = fakeJdk("jdk 17", "17.0.15");
    String find = ". '%s'; try_jdk '%s' && echo \"$jdk $jdk_version\"; %s";
    Path finder = Checkout.root().resolve("packaging/find-jdk.sh");
    assertThat(shell(find.formatted(finder, newer, "")).out()).isEqualTo(newer + " 26\n");
    Ended refused = shell(find.formatted(finder, old, "jdk_remedy"));
    assertThat(refused.out())
        .contains("JDK 25 or newer", "Too old: JDK 17 in " + old, "JAVA_HOME", "adoptium.net");
  }

  private Path program() throws IOException {
    Path source = Files.createDirectories(folder.resolve("program/mien/cli")).resolve("Main.java");
    Files.writeString(source, PROGRAM);
    Path classes = folder.resolve("program");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] words = {"-proc:none", "-d", classes.toString(), source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, said, said, words)).isZero();
    Path made = folder.resolve("program.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(made), manifest)) {
      out.putNextEntry(new JarEntry("mien/cli/Main.class"));
      out.write(Files.readAllBytes(classes.resolve("mien/cli/Main.class")));
      out.closeEntry();
    }
    return made;
  }

  private Path release() throws IOException {
    Path lib = Files.createDirectories(home.resolve("lib"));
    Files.copy(jar, lib.resolve("mien-cli.jar"));
    Files.writeString(lib.resolve("BUILD"), "9.9-test\n");
    return home.resolve("mien");
  }

  private Path checkout() throws IOException {
    Files.writeString(home.resolve("pom.xml"), "<version>9.9</version>\n");
    for (String module : List.of("core", "engine", "vault", "cli")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.writeString(home.resolve(module).resolve("pom.xml"), "");
    }
    settle();
    return home.resolve("mien");
  }

  /** Makes everything of the checkout older than any build that comes. */
  private void settle() throws IOException {
    FileTime past = FileTime.from(Instant.now().minusSeconds(3600));
    try (Stream<Path> paths = Files.walk(home)) {
      for (Path path : paths.filter(path -> !path.toString().contains(".mien")).toList()) {
        Files.setLastModifiedTime(path, past);
      }
    }
  }

  /** Gives a file, new or not, a time after the build. */
  private static void touch(Path path) throws IOException {
    if (Files.notExists(path)) {
      Files.createFile(path);
    }
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(5)));
  }

  private Path fakeJdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    script(jdk.resolve("bin/java"), "#!/bin/sh\nexit 99\n");
    script(jdk.resolve("bin/javac"), "#!/bin/sh\nexit 99\n");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> mavenCalls() throws IOException {
    return Files.readAllLines(calls);
  }

  private List<Path> aotCaches() throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("cache"))) {
      return paths.filter(path -> path.toString().endsWith(".aot")).toList();
    }
  }

  private Process start(Path mien, Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>(List.of(mien.toString()));
    command.addAll(List.of(words));
    return start(environment, command);
  }

  private Process start(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    // Another working folder than the checkout, and this JDK at the front of the path.
    builder.directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()));
    Path jdk = Path.of(System.getProperty("java.home")).resolve("bin");
    Map<String, String> all = builder.environment();
    all.put("PATH", folder.resolve("bin") + ":" + jdk + ":" + System.getenv("PATH"));
    all.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    all.put("MAVEN_CALLS", calls.toString());
    all.put("PROGRAM_JAR", jar.toString());
    all.remove("JAVA_HOME");
    all.putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ended mien(Path mien, Map<String, String> environment, String... words)
      throws IOException {
    return ended(start(mien, environment, words));
  }

  private Ended shell(String script) throws IOException {
    return ended(start(Map.of(), List.of("sh", "-c", script)));
  }

  private Ended ended(Process process) throws IOException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      int status = process.waitFor();
      String err = Files.readString(folder.resolve("err"));
      Files.delete(folder.resolve("err"));
      return new Ended(status, out, err);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
