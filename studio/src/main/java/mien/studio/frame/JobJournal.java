package mien.studio.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.json.Json;
import mien.json.JsonText;

/**
 * Which jobs run: one small file each, which is there from the start of a job to its end. A file
 * that is left says what a stop or a crash cut off.
 */
public final class JobJournal {

  private static final System.Logger LOG = System.getLogger(JobJournal.class.getName());

  private final Optional<Path> folder;

  private JobJournal(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Nothing is noted: a restart forgets all jobs. */
  public static JobJournal none() {
    return new JobJournal(Optional.empty());
  }

  /** In a folder, which is made when the first job starts; for its owner alone. */
  public static JobJournal in(Path folder) {
    return new JobJournal(Optional.of(folder));
  }

  /** What a file says. */
  private record Entry(String name, String key) {}

  void begun(String name, String key) {
    if (folder.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder.get(), ownerOnly("rwx------"));
      Path file = file(folder.get(), name, key);
      try {
        Files.createFile(file, ownerOnly("rw-------"));
      } catch (FileAlreadyExistsException _) {
        // It was cut off and starts again.
      }
      Files.writeString(file, Json.of(new Entry(name, key)));
    } catch (IOException e) {
      throw new MienException(
          FrameFault.JOURNAL,
          "a job cannot be noted in " + folder.get() + ": " + e.getMessage(),
          e);
    }
  }

  void ended(String name, String key) {
    try {
      if (folder.isPresent()) {
        Files.deleteIfExists(file(folder.get(), name, key));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "a job that ended is still noted: it starts again", e);
    }
  }

  /** Keys of the jobs of that kind that had not ended. */
  List<String> keys(String name) {
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      return List.of();
    }
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.get())) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        Entry entry = JsonText.read(Files.readString(file), Entry.class);
        if (entry.name().equals(name)) {
          keys.add(entry.key());
        }
      }
    } catch (IOException | MienException e) {
      LOG.log(System.Logger.Level.WARNING, "jobs that were cut off cannot be read", e);
    }
    return keys;
  }

  private static Path file(Path folder, String name, String key) {
    // A key may be longer than a file's name, and have any letter.
    UUID short128 = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(name + "-" + short128 + ".json");
  }

  private static FileAttribute<Set<PosixFilePermission>> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
