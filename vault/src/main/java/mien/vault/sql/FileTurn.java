package mien.vault.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mien.core.MienException;
import mien.core.MienException.Blame;

/**
 * A turn that one holder has at a time, among the threads of this process and among all processes:
 * a lock on an empty file.
 *
 * <p>Within the process a semaphore comes first, so that the file is never open twice: closing one
 * channel would drop the lock that another holds (POSIX record locks).
 */
final class FileTurn {

  private static final Duration STEP = Duration.ofMillis(2);
  private static final Map<Path, Semaphore> HERE = new ConcurrentHashMap<>();

  private FileTurn() {}

  /**
   * Waits for a turn.
   *
   * @param wait zero: asks once
   * @return none if others had it for so long
   */
  static Optional<Dialect.Permit> take(Path file, Duration wait) {
    long until = System.nanoTime() + wait.toNanos();
    Semaphore here =
        HERE.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new Semaphore(1, true));
    try {
      if (!here.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
    try {
      Optional<FileChannel> channel = lock(file, until);
      if (channel.isEmpty()) {
        here.release();
      }
      return channel.map(held -> () -> giveBack(held, here));
    } catch (RuntimeException e) {
      here.release();
      throw e;
    }
  }

  private static Optional<FileChannel> lock(Path file, long until) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        do {
          FileLock held = channel.tryLock();
          if (held != null) {
            return Optional.of(channel);
          }
          Thread.sleep(STEP);
        } while (System.nanoTime() < until);
      } catch (IOException | InterruptedException | RuntimeException e) {
        channel.close();
        throw e;
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new MienException(
          Blame.OPERATOR,
          "vault.read-only",
          "The vault must be able to write its lock files and cannot: check the folder's owner.",
          e);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static MienException interrupted() {
    Thread.currentThread().interrupt();
    return new MienException(
        Blame.BUSY, "vault.interrupted", "Waiting for the vault was interrupted: try again.");
  }

  private static void giveBack(FileChannel channel, Semaphore here) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new MienException(
          Blame.OPERATOR, "vault.disk", "The vault's lock file could not be closed.", e);
    } finally {
      here.release();
    }
  }
}
