package mien.vault.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** A database with nothing in it but the tables of the log. */
interface LogDatabase {

  Connection connect() throws SQLException;

  static LogDatabase sqlite(Path file) throws SQLException {
    LogDatabase database = sqliteFile(file);
    migrate(database, "sqlite");
    return database;
  }

  /** A file that is there already. */
  static LogDatabase sqliteFile(Path file) {
    return () -> sqliteConnection(file);
  }

  private static Connection sqliteConnection(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(60_000);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** A new schema of a running server. */
  static LogDatabase postgres(EmbeddedPostgres server, String schema) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    }
    LogDatabase database =
        () -> {
          Connection connection = server.getPostgresDatabase().getConnection();
          connection.setSchema(schema);
          return connection;
        };
    migrate(database, "postgresql");
    return database;
  }

  private static void migrate(LogDatabase database, String folder) throws SQLException {
    String path = "/mien/vault/sql/" + folder + "/V2__audit.sql";
    try (InputStream script = LogDatabase.class.getResourceAsStream(path);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  default <T> T transaction(Work<T> work) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      T result = work.run(connection);
      connection.commit();
      return result;
    }
  }

  /** What somebody does who can write into the database, one statement after the other. */
  default void tamper(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }
}
