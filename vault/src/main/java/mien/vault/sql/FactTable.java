package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Rows of {@code vault_fact}. For the thread of its connection. */
public record FactTable(Connection connection) {

  private static final String LATEST = "latest-time";

  /** The latest time that the vault has seen. */
  public Optional<Instant> latestTime() throws SQLException {
    return Rows.first(
        connection,
        "SELECT value FROM vault_fact WHERE name = ?",
        row -> Rows.instant(row, 1),
        LATEST);
  }

  /** Remembers a time. */
  public void setLatestTime(Instant time) throws SQLException {
    if (Rows.update(connection, "UPDATE vault_fact SET value = ? WHERE name = ?", time, LATEST)
        == 0) {
      Rows.update(connection, "INSERT INTO vault_fact (name, value) VALUES (?, ?)", LATEST, time);
    }
  }
}
