package mien.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import mien.vault.sql.Database;

/** Where a vault's database lies, for its owner alone. */
final class VaultFolder {

  private VaultFolder() {}

  /** Makes the folders and opens, or makes, the database. */
  static Database database(VaultConfig config, Instant now) {
    try {
      SealedFiles.createFolders(config.folder());
      SealedFiles.createFolders(config.keys());
      return switch (config.store()) {
        case VaultStore.Embedded _ ->
            Database.sqlite(
                ownFile(config.folder(), "vault.db"),
                ownFile(config.keys(), "keys.db"),
                ownFile(config.folder(), "vault.lock"),
                now);
        case VaultStore.Server server ->
            Database.postgres(server.url(), server.user(), server.password(), now);
      };
    } catch (IOException e) {
      throw SealedFiles.diskFault(e);
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
