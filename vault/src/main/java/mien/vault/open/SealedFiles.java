package mien.vault.open;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import mien.vault.open.FaultPoints.Step;

/**
 * The sealed files of a vault: {@code files/ab/abcd….sealed}, names drawn at random.
 *
 * <p>A file is written under another name, synced, renamed, and its folder synced, before its row
 * is committed; it is destroyed after its row's deletion is. So a file without a row is what a
 * crash left, and a row without a file cannot be. Only the holder of the right to write calls what
 * changes files.
 */
public final class SealedFiles {

  private static final String PART = ".part";

  private final Path folder;
  private final FaultPoints faults;

  /** Folders in which something was removed since they were synced. */
  private final Set<Path> unsynced = Collections.synchronizedSet(new HashSet<>());

  public SealedFiles(Path folder, FaultPoints faults) {
    this.folder = folder;
    this.faults = faults;
  }

  /** The path of a new file with that random name of 32 digits. */
  public static String path(String name) {
    return "files/" + name.substring(0, 2) + "/" + name + ".sealed";
  }

  /** Writes a file so that it is there as a whole, or not at all. */
  public void write(String path, byte[] sealed) {
    write(folder.resolve(path), sealed, folder, faults);
  }

  /** The same for a file of the vault as a whole. */
  public static void write(Path file, byte[] content, Path folder) {
    write(file, content, folder, FaultPoints.NONE);
  }

  private static void write(Path file, byte[] content, Path folder, FaultPoints faults) {
    Path part = Path.of(file + PART);
    Path shard = Objects.requireNonNull(file.getParent(), "a file lies in a folder");
    try {
      createFolders(shard);
      faults.at(Step.FILE_BEGUN);
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE),
              ownerOnly(folder, "rw-------"))) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        faults.at(Step.FILE_WRITTEN);
        channel.force(true);
      }
      faults.at(Step.FILE_SYNCED);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      faults.at(Step.FILE_RENAMED);
      sync(shard);
      faults.at(Step.FOLDER_SYNCED);
    } catch (IOException e) {
      removeQuietly(part);
      removeQuietly(file);
      throw diskFault(e);
    } catch (RuntimeException e) {
      removeQuietly(part);
      removeQuietly(file);
      throw e;
    }
  }

  /** Reads a file as it lies there. */
  public byte[] read(String path) {
    try {
      return Files.readAllBytes(folder.resolve(path));
    } catch (IOException e) {
      throw new MienException(
          VaultFault.FILE_MISSING,
          "A file of the vault cannot be read: restore it from a backup, or erase the subject.",
          e);
    }
  }

  public boolean exists(String path) {
    return Files.exists(folder.resolve(path));
  }

  /**
   * Removes files, those that are gone already included; {@link #sync} makes it last. They are not
   * overwritten: their key is, and on journals and flash overwriting reaches other blocks.
   */
  public void remove(List<String> paths) {
    try {
      for (String path : paths) {
        if (Files.deleteIfExists(folder.resolve(path))) {
          unsynced.add(folder.resolve(path.substring(0, path.lastIndexOf('/'))));
        }
      }
    } catch (IOException e) {
      throw diskFault(e);
    }
  }

  /** Makes removals last through a loss of power, each folder once. For any thread. */
  public void sync() {
    try {
      for (Path shard : unsynced.toArray(Path[]::new)) {
        // Before, not after: what is removed meanwhile asks for another.
        unsynced.remove(shard);
        sync(shard);
      }
    } catch (IOException e) {
      throw diskFault(e);
    }
  }

  /** Removes a loose file that has no row. If that fails the next opening removes it. */
  public void removeQuietly(String path) {
    removeQuietly(folder.resolve(path));
  }

  private static void removeQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // The next opening removes it: see recovery.
    }
  }

  /** The paths of every file that lies there; of one that was not finished, its path to be. */
  public Set<String> paths() {
    Set<String> paths = new HashSet<>();
    for (Path file : all()) {
      String path = folder.relativize(file).toString();
      paths.add(path.endsWith(PART) ? path.substring(0, path.length() - PART.length()) : path);
    }
    return paths;
  }

  /**
   * Removes loose files for good, finished or not.
   *
   * @return how many there were
   */
  public int removeLoose(Collection<String> paths) {
    Set<String> there = paths();
    List<String> found = paths.stream().filter(there::contains).toList();
    remove(found);
    remove(found.stream().map(path -> path + PART).toList());
    sync();
    return found.size();
  }

  /**
   * Every file in the vault's folder, whatever its origin, and in {@code keys}; of folders that
   * cannot be entered, the folder.
   */
  public List<Path> everything(Path keys) {
    List<Path> found = new ArrayList<>();
    walk(folder, Integer.MAX_VALUE, found);
    if (!keys.startsWith(folder)) {
      // What else lies below it is not the vault's.
      walk(keys, 1, found);
    }
    return found;
  }

  private static void walk(Path root, int depth, List<Path> found) {
    try {
      Files.walkFileTree(
          root,
          Set.of(),
          depth,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              if (!(e instanceof NoSuchFileException)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw diskFault(e);
    }
  }

  /** Every file in the folder of sealed files. */
  public List<Path> all() {
    Path root = folder.resolve("files");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return new ArrayList<>(walk.filter(Files::isRegularFile).toList());
    } catch (IOException | java.io.UncheckedIOException e) {
      throw diskFault(e instanceof IOException io ? io : new IOException(e));
    }
  }

  /** Makes folders that only their owner may enter. */
  public static void createFolders(Path wanted) throws IOException {
    if (!Files.isDirectory(wanted)) {
      Path existing = wanted;
      while (existing.getParent() != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      Files.createDirectories(wanted, ownerOnly(existing, "rwx------"));
      sync(wanted.getParent());
    }
  }

  public static FileAttribute<?>[] ownerOnly(Path where, String mode) throws IOException {
    return Files.getFileStore(where).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static void sync(@org.jspecify.annotations.Nullable Path folder) throws IOException {
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** What a disk could not do, in mien's words. */
  public static MienException diskFault(IOException e) {
    String system = e.getMessage() == null ? "" : e.getMessage();
    if (system.contains("No space left") || system.contains("Disk quota")) {
      return new MienException(
          VaultFault.DISK_FULL,
          "The disk is full, and nothing was kept: make room and try again.",
          e);
    }
    if (system.contains("Read-only file system")
        || e instanceof java.nio.file.AccessDeniedException) {
      return new MienException(
          VaultFault.READ_ONLY,
          "The vault must be able to write its folder and cannot: check its owner and mode, and"
              + " whether the disk is mounted read-only.",
          e);
    }
    return new MienException(
        VaultFault.DISK, "The disk could not do what the vault asked of it: check the disk.", e);
  }
}
