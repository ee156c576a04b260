package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile bytes, in a process of their own with a heap of 512 MB: a crash of native code, an
 * exception of our own making, memory beyond the limits or more than 5 s of processor time for one
 * file ends that process with a status other than 0, and fails the test.
 *
 * <p>{@code mien.fuzz.mutations} (20,000) copies of good files are damaged, from the seed {@code
 * mien.fuzz.seed}; see {@link MutationRun}. The good files are made here; where the shared photos
 * are, their small format samples are damaged too, so that HEIC and AVIF are among them.
 */
class MutationTest {

  @Test
  void damagedFilesEndInAPictureOrATypedRefusal(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path last = Path.of(System.getProperty("mien.cache", folder.toString())).resolve("mutation");
    Files.createDirectories(last.getParent());
    List<String> arguments = new ArrayList<>();
    arguments.add(System.getProperty("mien.fuzz.mutations", "20000"));
    arguments.add(System.getProperty("mien.fuzz.seed", "1"));
    arguments.add(last.toString());
    if (Shared.has("photos/formats")) {
      arguments.add(Shared.photo("formats").toString());
    }
    assertThat(run("mien.engine.image.MutationRun", folder, arguments)).contains("OK ");
  }

  @Test
  void everySharedBadFileEndsInAPictureOrATypedRefusal(@TempDir Path folder)
      throws IOException, InterruptedException {
    String said =
        run(
            "mien.engine.image.BadFilesRun",
            folder,
            List.of(Shared.photo("bad").toString(), Shared.photo("bad.csv").toString()));
    assertThat(said).contains("OK ");
  }

  private static String run(String main, Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-Dmien.cache=" + System.getProperty("mien.cache", folder.toString()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            // libjpeg's remarks about damaged files.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(30, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String said = Files.readString(out);
    assertThat(ended).as("ended by itself; said: " + said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    System.out.println(said.strip());
    return said;
  }
}
