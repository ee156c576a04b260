package mien.vault.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What differs between the databases. */
sealed interface Dialect permits SqliteDialect, PostgresDialect {

  /** The folder of its migrations. */
  String folder();

  /** Opens a connection with every setting made; not in a transaction. */
  Connection open(boolean writer) throws SQLException;

  /**
   * Keeps every other process from writing until the permit is closed.
   *
   * @throws mien.core.MienException blame BUSY if another process writes for longer than {@code
   *     wait}
   */
  Permit lock(Connection writer, Duration wait) throws SQLException;

  /**
   * Makes sure that what was deleted is in no page and no log that this process can reach.
   *
   * @return whether it could; false: somebody reads, try again
   */
  boolean scrub(Connection writer) throws SQLException;

  /** The files in which deleted rows could survive; empty where the server has them. */
  List<Path> files();

  /** The right to write. */
  interface Permit extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }
}
