package mien.cli.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import mien.cli.fault.CliFault;
import mien.core.MienException;

/**
 * A file that appears only when it is whole: it is written beside its place under another name and
 * moved there by {@link #commit}. Closing without that takes it away again. One owner, one thread;
 * a process that is killed leaves a hidden {@code .part} file behind.
 */
public final class AtomicFile implements AutoCloseable {

  private static final AtomicLong STARTED = new AtomicLong();

  private final Path target;
  private final Path part;
  private final OutputStream out;
  private boolean committed;

  private AtomicFile(Path target, Path part, OutputStream out) {
    this.target = target;
    this.part = part;
    this.out = out;
  }

  /**
   * Begins a file in a folder that exists: a folder that no one asked for is a typo.
   *
   * @throws MienException USER if its folder is missing; OPERATOR if it cannot be written
   */
  public static AtomicFile begin(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    try {
      if (folder == null || Files.isDirectory(target)) {
        throw refused("'" + target + "' is a folder; name a file.");
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        // Moved over a device or a pipe, the file would take its place: root has lost /dev/null so.
        throw refused("'" + target + "' is not a plain file; name another one.");
      }
      if (!Files.isDirectory(folder)) {
        throw refused(
            "The folder '" + folder + "' does not exist; make it first, or check the path.");
      }
      // Not createTempFile: its files are for their owner alone, results follow the umask.
      String unique = ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
      Path part = folder.resolve("." + target.getFileName() + "." + unique + ".part");
      return new AtomicFile(
          target,
          part,
          new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)));
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  /** Where the content goes; {@link #commit} flushes it. */
  public OutputStream stream() {
    return out;
  }

  /**
   * Puts the file in its place, over an older one.
   *
   * @throws MienException OPERATOR if that fails
   */
  public void commit() {
    try {
      out.close();
      try {
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
      committed = true;
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  @Override
  public void close() {
    if (committed) {
      return;
    }
    try {
      out.close();
    } catch (IOException _) {
      // What could not be written is about to go away.
    }
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw failed(part, e);
    }
  }

  private static MienException refused(String sentence) {
    return new MienException(CliFault.USAGE_OUTPUT, sentence);
  }

  private static MienException failed(Path target, IOException cause) {
    return new MienException(
        CliFault.FILE_UNWRITABLE,
        "'" + target + "' cannot be written; check the folder, its permissions and free space.",
        cause);
  }
}
