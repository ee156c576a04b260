package mien.vault;

import java.sql.SQLException;
import mien.vault.audit.AuditAction;
import mien.vault.seal.SealingKey;
import mien.vault.sql.Database;

/**
 * Wraps every key under another master key. The log says before and after: keys and log are two
 * databases and commit one after the other.
 */
final class MasterKeyChange {

  private MasterKeyChange() {}

  static void run(VaultParts parts, KeySource next, Actor actor) {
    parts
        .database()
        .exclusively(
            session -> {
              leaf(parts, session, actor, "begun");
              SealingKey fresh =
                  session.transaction(transaction -> parts.keys().rewrap(transaction, next));
              parts.keys().use(fresh);
              leaf(parts, session, actor, "done");
              return session.scrub();
            });
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
