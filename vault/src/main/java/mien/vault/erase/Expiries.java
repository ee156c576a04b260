package mien.vault.erase;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mien.vault.audit.AuditAction;
import mien.vault.audit.AuditEvent;
import mien.vault.config.Actor;
import mien.vault.open.VaultParts;
import mien.vault.sql.ConsentTable;

/** The log's leaves that a release's term is over. */
public final class Expiries {

  /** Leaves that share a signature and a commit. */
  private static final int AT_ONCE = 500;

  private final VaultParts parts;

  public Expiries(VaultParts parts) {
    this.parts = parts;
  }

  /** Writes down, once each, that terms are over. */
  public void note(Actor actor) {
    int noted;
    do {
      noted = parts.database().write(transaction -> note(transaction, actor));
    } while (noted == AT_ONCE);
  }

  private int note(Connection transaction, Actor actor) throws SQLException {
    Instant now = parts.clock().tick(transaction);
    ConsentTable table = new ConsentTable(transaction);
    List<ConsentTable.Row> expired = table.newlyExpired(now, AT_ONCE);
    List<AuditEvent> leaves = new ArrayList<>();
    for (ConsentTable.Row row : expired) {
      table.expiryNoted(row.id(), now);
      leaves.add(
          new AuditEvent(
              AuditAction.CONSENT_EXPIRED,
              parts.audit().pseudonym(transaction, row.subject()),
              actor.label(),
              now,
              new TreeMap<>(Map.of("consent", row.id()))));
    }
    if (!leaves.isEmpty()) {
      parts.audit().log().appendAll(transaction, leaves);
    }
    return expired.size();
  }
}
