package mien.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault opens where there is no folder for temporary files at all. */
class NativesTest {

  @TempDir Path folder;

  /** A process of its own: what was loaded once in a JVM is not loaded again. */
  static final class Opening {

    private Opening() {}

    /** Opens a vault below the folder that is named, and says so. */
    public static void main(String[] words) throws IOException {
      try (Vault vault = new Desk(Path.of(words[0])).open()) {
        System.out.println("opened, " + Desk.leaves(vault) + " leaves");
      }
      System.out.println("natives in " + System.getProperty("org.sqlite.tmpdir"));
    }
  }

  @Test
  void theDatabasesNativesGoToTheUsersOwnCache() throws Exception {
    Path cache = folder.resolve("cache");
    // Nothing can be unpacked there, not even by root.
    Path noFolder = Files.writeString(folder.resolve("tmp"), "a file");
    List<String> lines = run(noFolder, "-Dmien.cache=" + cache);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("opened, "))
        .contains("natives in " + cache.resolve("sqlite"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
    try (Stream<Path> left = Files.list(cache.resolve("sqlite"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whereThereIsNoSuchFolderTheSentenceSaysWhatToSet() throws Exception {
    Path noFolder = Files.writeString(folder.resolve("tmp"), "a file");
    assertThat(String.join("\n", run(noFolder, "-Dmien.cache=" + noFolder.resolve("cache"))))
        .contains("SQLite's native library", "XDG_CACHE_HOME")
        .doesNotContain("opened");
  }

  private List<String> run(Path temporary, String cache) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary, cache));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Opening.class.getName(), folder.resolve("vaults").toString()));
    Files.createDirectories(folder.resolve("vaults"));
    Path output = folder.resolve("output");
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return Files.readAllLines(output);
  }
}
