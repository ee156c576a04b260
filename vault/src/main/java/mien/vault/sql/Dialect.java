package mien.vault.sql;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/** What differs between the databases. */
sealed interface Dialect extends AutoCloseable permits SqliteDialect, PostgresDialect {

  /** The folder of its migrations. */
  String folder();

  /** Opens a connection with every setting made; not in a transaction. */
  Connection open(boolean writer) throws SQLException;

  /**
   * Keeps every other process from writing until the permit is closed.
   *
   * @return none if another process writes for longer than {@code wait}
   */
  Optional<Permit> lock(Connection writer, Duration wait) throws SQLException;

  /**
   * Keeps all others, in this process and elsewhere, from beginning or ending erasures until the
   * permit is closed.
   *
   * @return none if another one does for longer than {@code wait}; zero: asks once
   */
  Optional<Permit> lockErasing(Duration wait) throws SQLException;

  /**
   * Makes sure that what was deleted is in no page and no log that this process can reach.
   *
   * @return whether it could; false: there is a reader, try again
   */
  boolean scrub(Connection writer) throws SQLException;

  /**
   * The database's files, opened for reading until {@link #close}; empty where the server has them.
   */
  Map<Path, FileChannel> files() throws SQLException;

  /**
   * Hands on every sealed value that rows hold, where the files cannot be read; with files, none.
   */
  void sealedValues(Connection reader, Consumer<byte[]> look) throws SQLException;

  /** The columns of {@link #sealedValues}. */
  List<String> lookedThrough();

  /** The tables that {@link #scrub} rewrites; none where it has files of its own. */
  List<String> rewritten();

  /**
   * Files that must not be opened and closed while the database is open: closing one drops the
   * locks that this process holds on it, in whichever thread (POSIX record locks, fcntl).
   */
  Set<Path> guarded();

  /**
   * By what the server can be asked later whether the running transaction was committed; none where
   * an answer cannot be lost, or nothing was written.
   */
  Optional<Long> transactionId(Connection writer) throws SQLException;

  /**
   * Whether a transaction was committed; none while it is being ended.
   *
   * @param id from {@link #transactionId}
   */
  Optional<Boolean> committed(Connection connection, long id) throws SQLException;

  /** Whether a connection that failed so is of no more use. */
  boolean lost(SQLException e);

  /** Closes the files; after the connections. */
  @Override
  void close();

  /** A right, until it is closed. */
  interface Permit extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  /** The right to write was not given in time. */
  static MienException busy(Duration wait) {
    return new MienException(
        VaultFault.BUSY,
        "Only one process may write at a time, and another has written for "
            + wait.toSeconds()
            + " s: try again.");
  }
}
