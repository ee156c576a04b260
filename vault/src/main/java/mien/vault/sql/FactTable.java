package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Rows of {@code vault_fact}. For the thread of its connection. */
public record FactTable(Connection connection) {

  private static final String LATEST = "latest-time";
  private static final String IDENTITY = "identity";
  private static final String ADOPTED = "adopted";
  private static final String ANCHORED = "anchored";
  private static final String CLASSES = "classes";

  /** The latest time that the vault has seen. */
  public Optional<Instant> latestTime() throws SQLException {
    return number(LATEST).map(Instant::ofEpochMilli);
  }

  /** Remembers a time. */
  public void setLatestTime(Instant time) throws SQLException {
    set(LATEST, time.toEpochMilli());
  }

  /** Which keys these rows belong to; none in a vault that is being made. */
  public Optional<Long> identity() throws SQLException {
    return number(IDENTITY);
  }

  /** Says which keys these rows belong to. */
  public void setIdentity(long identity) throws SQLException {
    set(IDENTITY, identity);
  }

  /** Whether everything that lies in the vault is accounted for: see {@link LooseTable}. */
  public boolean adopted() throws SQLException {
    return number(ADOPTED).isPresent();
  }

  /** Says that everything is accounted for. */
  public void setAdopted() throws SQLException {
    set(ADOPTED, 1);
  }

  /** Leaves of the newest head that was put into the anchor file; none: none ever was. */
  public Optional<Long> anchored() throws SQLException {
    return number(ANCHORED);
  }

  /** Remembers a head that was put into the anchor file. */
  public void setAnchored(long size) throws SQLException {
    set(ANCHORED, size);
  }

  /** For which classes a sweep found that no guess of another is kept; none: it never did. */
  public Optional<Long> classes() throws SQLException {
    return number(CLASSES);
  }

  /** Remembers for which classes. */
  public void setClasses(long classes) throws SQLException {
    set(CLASSES, classes);
  }

  private Optional<Long> number(String name) throws SQLException {
    return Rows.first(
        connection, "SELECT value FROM vault_fact WHERE name = ?", row -> row.getLong(1), name);
  }

  private void set(String name, long value) throws SQLException {
    if (Rows.update(connection, "UPDATE vault_fact SET value = ? WHERE name = ?", value, name)
        == 0) {
      Rows.update(connection, "INSERT INTO vault_fact (name, value) VALUES (?, ?)", name, value);
    }
  }
}
