package mien.studio.consent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and all that it started, to be killed together.
 *
 * <p>They are known by their parents and, on Linux, by a variable that every child inherits: one
 * whose parent has ended belongs to no one, but still carries it. What empties its environment and
 * has lost its parent, or runs in the name of another user, is not found.
 *
 * @param root the process that was started
 * @param mark value of {@link #VARIABLE} that no other family has
 */
record ProcessFamily(ProcessHandle root, String mark) {

  /** The variable. */
  static final String VARIABLE = "MIEN_RUN";

  private static final int ROUNDS = 200;
  private static final long PAUSE_MILLIS = 5;

  /** Kills all, again until none is left: one may have started another in the meantime. */
  void kill() {
    boolean interrupted = Thread.interrupted();
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> alive = alive();
      if (alive.isEmpty()) {
        break;
      }
      alive.forEach(ProcessHandle::destroyForcibly);
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who of them is there. */
  List<ProcessHandle> alive() {
    Stream<ProcessHandle> byParent = Stream.concat(Stream.of(root), root.descendants());
    Stream<ProcessHandle> byMark = ProcessHandle.allProcesses().filter(this::marked);
    return Stream.concat(byParent, byMark).distinct().filter(ProcessHandle::isAlive).toList();
  }

  private boolean marked(ProcessHandle process) {
    Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
    try {
      String text = new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1);
      return ("\0" + text + "\0").contains("\0" + VARIABLE + "=" + mark + "\0");
    } catch (IOException _) {
      // It ended, is another user's, or this is no Linux.
      return false;
    }
  }
}
