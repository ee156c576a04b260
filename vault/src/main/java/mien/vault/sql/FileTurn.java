package mien.vault.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * A turn that one holder has at a time, among the threads of this process and among all processes:
 * a lock on an empty file.
 *
 * <p>Within the process a monitor comes first, so that the file is never open twice: closing one
 * channel would drop the lock that another holds (POSIX record locks).
 */
final class FileTurn {

  private static final Duration STEP = Duration.ofMillis(2);

  /** Files whose turn a thread of this process has, or waits for; guarded by itself. */
  private static final Set<Path> HERE = new HashSet<>();

  private FileTurn() {}

  /**
   * Waits for a turn.
   *
   * @param wait zero: asks once
   * @return none if others had it for so long
   */
  static Optional<Dialect.Permit> take(Path file, Duration wait) {
    long until = System.nanoTime() + wait.toNanos();
    Path here = file.toAbsolutePath().normalize();
    if (!takeHere(here, until)) {
      return Optional.empty();
    }
    try {
      Optional<FileChannel> channel = lock(file, until);
      if (channel.isEmpty()) {
        giveBackHere(here);
      }
      return channel.map(held -> () -> giveBack(held, here));
    } catch (RuntimeException e) {
      giveBackHere(here);
      throw e;
    }
  }

  private static boolean takeHere(Path file, long until) {
    synchronized (HERE) {
      while (!HERE.add(file)) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        try {
          HERE.wait(left);
        } catch (InterruptedException _) {
          throw interrupted();
        }
      }
      return true;
    }
  }

  private static void giveBackHere(Path file) {
    synchronized (HERE) {
      HERE.remove(file);
      HERE.notifyAll();
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
          VaultFault.READ_ONLY,
          "The vault must be able to write its lock files and cannot: check the folder's owner.",
          e);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static MienException interrupted() {
    Thread.currentThread().interrupt();
    return new MienException(
        VaultFault.INTERRUPTED, "Waiting for the vault was interrupted: try again.");
  }

  private static void giveBack(FileChannel channel, Path here) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new MienException(VaultFault.DISK, "The vault's lock file could not be closed.", e);
    } finally {
      giveBackHere(here);
    }
  }
}
