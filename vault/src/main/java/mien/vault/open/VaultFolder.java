package mien.vault.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import mien.core.MienException;
import mien.vault.config.VaultConfig;
import mien.vault.config.VaultStore;
import mien.vault.fault.VaultFault;
import mien.vault.sql.Database;

/** Where a vault's database lies, for its owner alone. */
public final class VaultFolder {

  /** What opening takes: the shared memory of two databases, 32 KiB each. */
  private static final long ROOM = 1 << 16;

  private VaultFolder() {}

  /** Makes the folders and opens, or makes, the database. */
  public static Database database(VaultConfig config, Instant now) {
    try {
      if (config.store() instanceof VaultStore.Embedded) {
        requireBoth(config.folder().resolve("vault.db"), config.keys().resolve("keys.db"));
      }
      SealedFiles.createFolders(config.folder());
      SealedFiles.createFolders(config.keys());
      return switch (config.store()) {
        case VaultStore.Embedded _ -> embedded(config, now);
        case VaultStore.Server server ->
            Database.postgres(server.url(), server.user(), server.password(), now);
      };
    } catch (IOException e) {
      throw SealedFiles.diskFault(e);
    }
  }

  /** Before a vault is made in an empty database. */
  public static void requireUnowned(VaultConfig config) {
    VaultIdentity.requireUnowned(config.folder());
  }

  /** Refuses, for a command that only reads, a folder without a vault. */
  public static void requireMade(VaultConfig config) {
    if (config.store() instanceof VaultStore.Embedded
        && !Files.exists(config.folder().resolve("vault.db"))) {
      throw none();
    }
  }

  public static MienException none() {
    return new MienException(
        VaultFault.NONE,
        "A vault's folder has a file vault.db, or its database server the tables of a vault, and"
            + " here is none: check the path or the address, or make one with 'mien vault init'.");
  }

  private static Database embedded(VaultConfig config, Instant now) throws IOException {
    try {
      return Database.sqlite(
          ownFile(config.folder(), "vault.db"),
          ownFile(config.keys(), "keys.db"),
          ownFile(config.folder(), "vault.lock"),
          now);
    } catch (MienException e) {
      // Without room for its shared memory SQLite speaks of a disk that failed.
      if (e.fault() == VaultFault.DISK && (full(config.folder()) || full(config.keys()))) {
        throw new MienException(
            VaultFault.DISK_FULL,
            "The disk is full, so the vault cannot be opened, and nothing was changed: make room"
                + " and try again.",
            e);
      }
      throw e;
    }
  }

  private static boolean full(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace() < ROOM;
  }

  /**
   * Refuses to make one of the two files again beside the other: both are made empty before either
   * gets a byte, so one that has bytes was not made alone.
   */
  private static void requireBoth(Path rows, Path keys) throws IOException {
    boolean lostKeys = Files.notExists(keys) && Files.exists(rows) && Files.size(rows) > 0;
    boolean lostRows = Files.notExists(rows) && Files.exists(keys) && Files.size(keys) > 0;
    if (lostKeys || lostRows) {
      throw new MienException(
          VaultFault.KEYS_APART,
          "Keys and rows of a vault belong together, but "
              + (lostKeys ? keys : rows)
              + " is not there and "
              + (lostKeys ? rows : keys)
              + " is: put it back, or configure the right folder of keys. Nothing was changed.");
    }
  }

  /** Makes a file for its owner alone, before the database would make it for more. */
  private static Path ownFile(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Files.createFile(file, SealedFiles.ownerOnly(folder, "rw-------"));
    }
    return file;
  }
}
