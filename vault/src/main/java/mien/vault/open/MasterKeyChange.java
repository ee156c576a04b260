package mien.vault.open;

import java.sql.SQLException;
import mien.core.MienException;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.fault.VaultFault;
import mien.vault.sql.Database;

/**
 * Wraps every key under another master key. The log says before and after: keys and log are two
 * databases and commit one after the other.
 */
public final class MasterKeyChange {

  private MasterKeyChange() {}

  public static void run(VaultParts parts, KeySource next, Actor actor) {
    parts
        .database()
        .exclusively(
            session -> {
              KeyRing.NextMaster fresh =
                  session.transaction(transaction -> parts.keys().next(transaction, next));
              leaf(parts, session, actor, "begun");
              byte[] check =
                  session.transaction(transaction -> parts.keys().rewrap(transaction, fresh));
              parts.keys().use(fresh, check);
              return end(parts, session, actor);
            });
  }

  /** The new key holds already: no one may be told that nothing was changed. */
  private static boolean end(VaultParts parts, Database.Writer session, Actor actor) {
    try {
      leaf(parts, session, actor, "done");
      return session.scrub();
    } catch (SQLException | MienException e) {
      throw new MienException(
          VaultFault.ROTATION_UNFINISHED,
          "Every key is wrapped under the new master key, so use that one from now on; but the end"
              + " of it could not be written: make room, see that the folder can be written, and"
              + " then change the key once more.",
          e);
    }
  }

  private static void leaf(VaultParts parts, Database.Writer session, Actor actor, String phase)
      throws SQLException {
    session.transaction(
        transaction -> {
          parts
              .audit()
              .appendForAll(
                  transaction,
                  AuditAction.KEY_ROTATED,
                  actor,
                  parts.clock().tick(transaction),
                  "phase",
                  phase);
          return phase;
        });
  }
}
