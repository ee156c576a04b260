package mien.vault.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mien.core.MienException;
import mien.vault.erase.Fingerprints;
import mien.vault.erase.ResidueScan;
import mien.vault.open.SealedFiles;
import mien.vault.open.VaultIdentity;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.FactTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.subject.SubjectId;

/**
 * Files and keys that the database does not know. A writer that dies leaves none: what it was about
 * to make or remove is loose, in the database's own words ({@link LooseTable}). So they mean that
 * another database lies here than the one that belongs to them, or an older copy of it, and nothing
 * may be destroyed on its word.
 *
 * @param files paths without a row
 * @param keys keys that no row accounts for
 * @param rows paths of every file that has a row
 * @param there paths of every file that lies in the folder
 */
public record Strays(
    Set<String> files, List<KeyTable.Key> keys, Set<String> rows, Set<String> there) {

  /** What an earlier mien, which kept no list of what is loose, could leave when it died. */
  private static final int FILES_OF_A_CRASH = 1;

  private static final int PEOPLE_OF_A_CRASH = 1;

  public static Strays of(Connection connection, SealedFiles folder) throws SQLException {
    LooseTable loose = new LooseTable(connection);
    Set<String> rows = new CollectionTable(connection).paths();
    Set<String> there = folder.paths();
    Set<String> files = new TreeSet<>(there);
    files.removeAll(rows);
    files.removeAll(loose.files());
    files.removeAll(loose.knownFiles());
    return new Strays(files, new KeyTable(connection).strangers(), rows, there);
  }

  /** How many rows have no file. */
  public int missing() {
    return (int) rows.stream().filter(path -> !there.contains(path)).count();
  }

  private int people() {
    Set<SubjectId> people = new HashSet<>();
    keys.forEach(key -> people.add(key.subject()));
    return people.size();
  }

  /** Refuses everything that is not known. */
  public void requireNone() {
    if (!files.isEmpty() || !keys.isEmpty()) {
      throw apart();
    }
  }

  /**
   * Refuses a folder that does not say whose it is and has none of the files: it is another one.
   */
  public void requireSome() {
    if (!rows.isEmpty() && there.isEmpty()) {
      throw VaultIdentity.apart(
          "Folder and database of a vault belong together, but the database knows "
              + rows.size()
              + " files and the folder has none of them: correct the folder in the settings, or"
              + " put its files back. Nothing was changed.");
    }
  }

  private MienException apart() {
    return VaultIdentity.apart(
        "Database, files and keys of a vault belong together, but "
            + files.size()
            + (files.size() == 1 ? " file" : " files")
            + " and the keys of "
            + people()
            + (people() == 1 ? " person" : " people")
            + " are not in this database: it is another vault's, or older than they are. Put the"
            + " database of the same time back, or name the right one in the settings; if it is"
            + " lost, 'mien vault set-aside' keeps them apart and lets the vault open. Nothing was"
            + " changed.");
  }

  /**
   * Once, in a vault of a mien that kept no list of what is loose: files that were being erased are
   * known by their fingerprints and become loose; what one crash could leave is noted and stays;
   * more is refused.
   */
  public void adopt(Connection transaction, SealedFiles folder) throws SQLException {
    LooseTable loose = new LooseTable(transaction);
    Set<String> unknown = new TreeSet<>(files);
    for (String path : files) {
      if (beingErased(transaction, folder, path)) {
        loose.add(path);
        unknown.remove(path);
      }
    }
    Strays rest = new Strays(unknown, keys, rows, there);
    if (unknown.size() > FILES_OF_A_CRASH || people() > PEOPLE_OF_A_CRASH) {
      throw rest.apart();
    }
    rest.note(loose);
    new FactTable(transaction).setAdopted();
  }

  /** Notes everything as known: it stays, and is not taken for a fault again. */
  public void note(LooseTable loose) throws SQLException {
    for (String path : files) {
      loose.addKnown(path);
    }
    for (KeyTable.Key key : keys) {
      loose.addKnown(key);
    }
  }

  private static boolean beingErased(Connection connection, SealedFiles folder, String path)
      throws SQLException {
    ResidueScan scan =
        new ResidueScan(
            new ErasureTable(connection)
                .pending().stream()
                    .map(row -> Fingerprints.of(row.fingerprints().orElse(new byte[0])))
                    .toList());
    scan.look(path, folder.exists(path) ? folder.read(path) : new byte[0]);
    return !scan.found().isEmpty();
  }
}
