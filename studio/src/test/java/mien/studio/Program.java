package mien.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mien.studio.consent.Guesser;

/** A shell script as the program of the settings, and who of the processes it wrote down lives. */
public final class Program {

  private Program() {}

  /** Time enough for every machine. */
  public static final Duration AMPLE = Duration.ofMinutes(2);

  /**
   * Writes a script.
   *
   * @param folder also its first argument, {@code $1}
   */
  public static Guesser.Program of(Path folder, Duration timeout, String script) {
    try {
      Path file = Files.writeString(folder.resolve("guess.sh"), script);
      return new Guesser.Program(List.of("/bin/sh", file.toString(), folder.toString()), timeout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a file that a script writes. */
  public static void await(Path file) throws InterruptedException {
    for (int i = 0; i < 1200 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    if (!Files.exists(file)) {
      throw new AssertionError("the script never wrote " + file.getFileName());
    }
  }

  /** The processes of a file with a number on each line, that still run; a dead child is none. */
  public static List<Long> alive(Path pids) throws IOException {
    List<Long> alive = new ArrayList<>();
    for (String line : Files.readAllLines(pids)) {
      Path status = Path.of("/proc", line.strip(), "stat");
      try {
        String state = Files.readString(status).replaceFirst(".*\\) ", "");
        if (!state.startsWith("Z") && !state.startsWith("X")) {
          alive.add(Long.valueOf(line.strip()));
        }
      } catch (IOException _) {
        continue; // gone
      }
    }
    return alive;
  }
}
