package mien.vault.check;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.open.VaultParts;
import mien.vault.record.SetAsideReport;
import mien.vault.sql.Database;
import mien.vault.sql.FactTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;

/**
 * Lets a vault open whose newest database is lost: files and keys that the database does not know
 * are noted as known and stay, or, only where an admin says so, are destroyed. Both are a leaf.
 */
public final class SetAside {

  private final VaultParts parts;

  public SetAside(VaultParts parts) {
    this.parts = parts;
  }

  public SetAsideReport run(boolean destroy, Actor actor) {
    return parts.database().exclusively(session -> run(session, destroy, actor));
  }

  private SetAsideReport run(Database.Writer session, boolean destroy, Actor actor)
      throws SQLException {
    Strays strays = session.transaction(transaction -> Strays.of(transaction, parts.files()));
    Set<String> files = new TreeSet<>(strays.files());
    Set<KeyTable.Key> keys = new java.util.LinkedHashSet<>(strays.keys());
    session.transaction(
        transaction -> {
          LooseTable loose = new LooseTable(transaction);
          strays.note(loose);
          if (destroy) {
            files.addAll(loose.knownFiles());
            keys.addAll(loose.knownKeys());
          }
          new FactTable(transaction).setAdopted();
          parts
              .audit()
              .appendForAll(
                  transaction,
                  AuditAction.RECOVERED,
                  actor,
                  parts.clock().tick(transaction),
                  "files",
                  Integer.toString(files.size()),
                  "keys",
                  Integer.toString(keys.size()),
                  "strays",
                  destroy ? "destroyed" : "set-aside");
          return files.size();
        });
    if (destroy) {
      destroy(session, List.copyOf(files), List.copyOf(keys));
    }
    return new SetAsideReport(files.size(), keys.size(), destroy);
  }

  private void destroy(Database.Writer session, List<String> files, List<KeyTable.Key> keys)
      throws SQLException {
    parts.files().removeLoose(files);
    session.transaction(
        transaction -> {
          for (KeyTable.Key key : keys) {
            new KeyTable(transaction).destroy(key);
          }
          return keys;
        });
    session.transaction(
        transaction -> {
          LooseTable loose = new LooseTable(transaction);
          for (String path : files) {
            loose.remove(path);
          }
          for (KeyTable.Key key : keys) {
            loose.remove(key);
          }
          return files;
        });
    session.scrub();
  }
}
