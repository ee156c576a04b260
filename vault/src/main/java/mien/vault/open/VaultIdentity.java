package mien.vault.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import mien.vault.sql.FactTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.SubjectTable;

/**
 * Rows, keys and folder that belong together know it of each other: a vault must never take the
 * files or keys of another for what a crash left, because the wrong database, or an empty new one,
 * lay there.
 */
public final class VaultIdentity {

  /** In the vault's folder: the vault's id and a line end. */
  private static final String FILE = "vault.id";

  private VaultIdentity() {}

  /** The vault's id as a number, from its first 60 bits. */
  public static long number(String vaultId) {
    return Long.parseLong(vaultId.substring(0, 15), 16);
  }

  public static void check(Connection transaction, KeyTable keys) throws SQLException {
    Optional<Long> ofKeys =
        keys.fact("vault-id").map(id -> number(new String(id, StandardCharsets.US_ASCII)));
    Optional<Long> ofRows = new FactTable(transaction).identity();
    if (ofKeys.isPresent() && !ofKeys.equals(ofRows)) {
      throw apart(
          "Keys and rows of a vault belong together, but the database is not the one that these"
              + " keys were made for: put the right one back, or configure the right folder of"
              + " keys. Nothing was changed.");
    }
    // A crash while a vault is made may leave its number without keys, but never a subject.
    if (ofKeys.isEmpty() && new SubjectTable(transaction).count() > 0) {
      throw apart(
          "Keys and rows of a vault belong together, but the database holds subjects and the keys"
              + " are gone: put them back, or configure the right folder of keys. Nothing was"
              + " changed.");
    }
  }

  /**
   * Refuses the folder of another vault.
   *
   * @return whether the folder says whose it is; one that an earlier mien made does not
   */
  public static boolean check(Path folder, String vaultId) {
    Optional<String> there = ofFolder(folder);
    if (there.isPresent() && !there.get().equals(vaultId)) {
      throw apart(
          "Folder and database of a vault belong together, but the folder "
              + folder
              + " is of the vault "
              + there.get()
              + " and the database of the vault "
              + vaultId
              + ": correct the folder or the database in the settings. Nothing was changed.");
    }
    return there.isPresent();
  }

  /** Refuses a folder that is a vault's, or holds files of one, where the database is empty. */
  public static void requireUnowned(Path folder) {
    Optional<String> there = ofFolder(folder);
    int files = new SealedFiles(folder, FaultPoints.NONE).all().size();
    if (there.isPresent() || files > 0) {
      throw apart(
          "Folder and database of a vault belong together, but the folder "
              + folder
              + there.map(id -> " is of the vault " + id).orElse(" holds a vault's files")
              + " ("
              + files
              + " files) and the database is empty: name the right database, or an empty folder for"
              + " a new vault. No file was changed.");
    }
  }

  private static Optional<String> ofFolder(Path folder) {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      String id = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (id.matches("[0-9a-f]{32}")) {
        return Optional.of(id);
      }
      throw apart(
          "A vault's folder says whose it is by 32 digits in "
              + FILE
              + ", but "
              + file
              + " holds something else: put it back from a backup. Nothing was changed.");
    } catch (IOException e) {
      throw SealedFiles.diskFault(e);
    }
  }

  /** Says whose the folder is, as a whole or not at all. */
  public static void mark(Path folder, String vaultId) {
    SealedFiles.write(
        folder.resolve(FILE), (vaultId + "\n").getBytes(StandardCharsets.US_ASCII), folder);
  }

  public static MienException apart(String message) {
    return new MienException(VaultFault.KEYS_APART, message);
  }
}
