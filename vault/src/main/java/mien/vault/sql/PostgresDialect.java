package mien.vault.sql;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import org.postgresql.Driver;

/** PostgreSQL: the data in the first schema of the search path, the keys in {@code mien_keys}. */
final class PostgresDialect implements Dialect {

  /** Of the advisory lock of writers: "mien" in ASCII. */
  private static final long LOCK = 0x6d69656eL;

  /** Of the advisory lock of erasures: "erase". */
  private static final long ERASING = 0x6572617365L;

  private static final Duration STEP = Duration.ofMillis(5);
  private static final int ROWS_AT_ONCE = 200;

  /** Tables and columns in which something of a subject is sealed. */
  private static final List<String> SEALED =
      List.of(
          "embedding:sealed",
          "collection:sealed",
          "collection:classifications_sealed",
          "consent:sealed",
          "subject:hold_sealed",
          "mien_keys.subject_key:wrapped");

  /** Every table in which something of a subject stands, sealed or not. */
  private static final List<String> REWRITTEN =
      List.of(
          "mien_keys.subject_key",
          "embedding",
          "collection",
          "consent",
          "sealed_file",
          "subject",
          "erasure",
          "loose_file",
          "loose_key");

  private final String url;
  private final Properties properties = new Properties();

  PostgresDialect(String url, String user, String password) {
    this.url = url;
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    // A server that went away without a word is noticed by the system, not never.
    properties.setProperty("tcpKeepAlive", "true");
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
          VaultFault.DATABASE,
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
  public Optional<Permit> lock(Connection writer, Duration wait) throws SQLException {
    return advisory(writer, LOCK, wait)
        ? Optional.of(() -> ask(writer, "SELECT pg_advisory_unlock(?)", LOCK))
        : Optional.empty();
  }

  /** On a connection of its own, whose end gives the lock back; others of this process wait too. */
  @Override
  public Optional<Permit> lockErasing(Duration wait) throws SQLException {
    Connection connection = open(false);
    try {
      if (advisory(connection, ERASING, wait)) {
        return Optional.of(connection::close);
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean advisory(Connection connection, long lock, Duration wait)
      throws SQLException {
    long until = System.nanoTime() + wait.toNanos();
    while (!ask(connection, "SELECT pg_try_advisory_lock(?)", lock)) {
      if (System.nanoTime() >= until) {
        return false;
      }
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private static boolean ask(Connection connection, String sql, long lock) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lock);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Rewrites the tables without their dead rows; the server's own log is out of reach. */
  @Override
  public boolean scrub(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      for (String table : REWRITTEN) {
        statement.execute("VACUUM FULL " + table);
      }
    }
    return true;
  }

  @Override
  public Map<Path, FileChannel> files() {
    return Map.of();
  }

  @Override
  public void sealedValues(Connection reader, Consumer<byte[]> look) throws SQLException {
    for (String column : SEALED) {
      String[] names = column.split(":", 2);
      String sql = "SELECT %s FROM %s WHERE %s IS NOT NULL".formatted(names[1], names[0], names[1]);
      try (PreparedStatement statement = reader.prepareStatement(sql)) {
        statement.setFetchSize(ROWS_AT_ONCE);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            look.accept(rows.getBytes(1));
          }
        }
      }
    }
  }

  @Override
  public Optional<Long> transactionId(Connection writer) throws SQLException {
    return Rows.first(
            writer, "SELECT COALESCE(txid_current_if_assigned(), 0)", row -> row.getLong(1))
        .filter(id -> id > 0);
  }

  @Override
  public Optional<Boolean> committed(Connection connection, long id) throws SQLException {
    return Rows.first(
            connection, "SELECT COALESCE(txid_status(?), '')", row -> row.getString(1), id)
        .filter(status -> !status.equals("in progress"))
        .map(status -> status.equals("committed"));
  }

  /** Connection exceptions (08) and what an administrator or a crash ended (57P). */
  @Override
  public boolean lost(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return state.startsWith("08") || state.startsWith("57P");
  }

  @Override
  public List<String> lookedThrough() {
    return SEALED.stream().map(column -> column.replace(':', '.')).toList();
  }

  @Override
  public List<String> rewritten() {
    return REWRITTEN;
  }

  @Override
  public Set<Path> guarded() {
    return Set.of();
  }

  @Override
  public void close() {}
}
