package mien.vault.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import mien.core.CacheFolder;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * Where SQLite's native library is unpacked: its driver does so at every start and by itself takes
 * the shared folder for temporary files, where others write and which often allows no programs to
 * run. It is told to take a folder of this user's own, before its first connection; what an
 * operator or the launcher has set ({@code org.sqlite.lib.path}, {@code org.sqlite.tmpdir}) stays.
 */
final class SqliteNatives {

  private static final String LIBRARY = "org.sqlite.lib.path";
  private static final String UNPACKED = "org.sqlite.tmpdir";

  private SqliteNatives() {}

  /**
   * Tells the driver.
   *
   * @throws MienException OPERATOR {@code vault.natives} where there is no such folder
   */
  static void prepare() {
    if (!System.getProperty(UNPACKED, "").isBlank() || given(System.getProperty(LIBRARY, ""))) {
      return;
    }
    Optional<String> cache =
        CacheFolder.of(
            System.getProperty(CacheFolder.PROPERTY, ""),
            System.getenv(),
            System.getProperty("user.home", ""));
    Path folder =
        cache
            .map(name -> Path.of(name).toAbsolutePath().resolve("sqlite"))
            .orElseThrow(() -> fault(refused("no home folder is named")));
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, ownerOnly(folder));
      }
    } catch (IOException e) {
      throw new MienException(VaultFault.NATIVES, refused(folder + " cannot be made"), e);
    }
    if (!Files.isWritable(folder)) {
      throw fault(refused(folder + " cannot be written to"));
    }
    System.setProperty(UNPACKED, folder.toString());
  }

  private static boolean given(String folder) {
    return !folder.isBlank()
        && Files.isReadable(Path.of(folder, System.mapLibraryName("sqlitejdbc")));
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static MienException fault(String sentence) {
    return new MienException(VaultFault.NATIVES, sentence);
  }

  private static String refused(String why) {
    return "SQLite's native library is unpacked into a folder of your own that allows programs to run,"
        + " but "
        + why
        + ": set XDG_CACHE_HOME to such a folder.";
  }
}
