package mien.vault.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import mien.core.MienException;
import mien.core.MienException.Blame;
import org.postgresql.Driver;

/** PostgreSQL: the data in the first schema of the search path, the keys in {@code mien_keys}. */
final class PostgresDialect implements Dialect {

  /** Of the advisory lock: "mien" in ASCII. */
  private static final long LOCK = 0x6d69656eL;

  private static final Duration STEP = Duration.ofMillis(5);

  private final String url;
  private final Properties properties = new Properties();

  PostgresDialect(String url, String user, String password) {
    this.url = url;
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    // A refused row's values have no business in an exception.
    properties.setProperty("logServerErrorDetail", "false");
  }

  @Override
  public String folder() {
    return "postgresql";
  }

  @Override
  public Connection open(boolean writer) throws SQLException {
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new MienException(
          Blame.OPERATOR,
          "vault.database",
          "The database's address must begin with jdbc:postgresql: and does not.");
    }
    connection.setReadOnly(!writer);
    if (writer) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS mien_keys");
      }
    }
    return connection;
  }

  @Override
  public Permit lock(Connection writer, Duration wait) throws SQLException {
    long steps = Math.max(1, wait.dividedBy(STEP));
    for (long i = 0; i < steps; i++) {
      if (advisory(writer, "SELECT pg_try_advisory_lock(?)")) {
        return () -> advisory(writer, "SELECT pg_advisory_unlock(?)");
      }
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new MienException(
        Blame.BUSY,
        "vault.busy",
        "Only one process may write at a time, and another has written for "
            + wait.toSeconds()
            + " s: try again.");
  }

  private static boolean advisory(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Rewrites the tables without their dead rows; the server's own log is out of reach. */
  @Override
  public boolean scrub(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      for (String table :
          List.of("mien_keys.subject_key", "embedding", "collection", "consent", "sealed_file")) {
        statement.execute("VACUUM FULL " + table);
      }
    }
    return true;
  }

  @Override
  public List<Path> files() {
    return List.of();
  }
}
