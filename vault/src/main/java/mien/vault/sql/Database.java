package mien.vault.sql;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mien.core.MienException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a vault: one that writes and at most {@value Readers#MOST} that read.
 *
 * <p>Thread-safe; calls block. Writers queue for at most ten seconds, readers too; then they are
 * told BUSY. Closing does not wait: close when no call runs.
 */
public final class Database implements AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Dialect dialect;
  private Connection writer;
  private Dialect.Permit right = () -> {};
  private final Object writing = new Object();
  private final Readers readers;

  private Database(Dialect dialect, Connection writer) {
    this.dialect = dialect;
    this.writer = writer;
    this.readers = new Readers(dialect, WAIT);
  }

  /**
   * Opens or makes an SQLite vault.
   *
   * @param data the database file
   * @param keys the file of the wrapped keys
   * @param lock an empty file that writers of all processes lock
   */
  public static Database sqlite(Path data, Path keys, Path lock, Instant now) {
    return open(new SqliteDialect(data, keys, lock), now);
  }

  /**
   * Opens or makes a vault in PostgreSQL.
   *
   * @param url begins with {@code jdbc:postgresql:}
   */
  public static Database postgres(String url, String user, String password, Instant now) {
    return open(new PostgresDialect(url, user, password), now);
  }

  private static Database open(Dialect dialect, Instant now) {
    try {
      Connection writer = dialect.open(true);
      try (Dialect.Permit _ = permit(dialect, writer)) {
        Migrations.run(writer, dialect, now);
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
      return new Database(dialect, writer);
    } catch (SQLException e) {
      throw SqlFaults.of(e);
    }
  }

  private static Dialect.Permit permit(Dialect dialect, Connection writer) throws SQLException {
    return dialect.lock(writer, WAIT).orElseThrow(() -> Dialect.busy(WAIT));
  }

  /** Runs {@code work} on one snapshot of the data. */
  public <T extends @Nullable Object> T read(Work<T> work) {
    Connection connection = readers.borrow();
    boolean usable = false;
    try {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        usable = true;
        return result;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw SqlFaults.of(e);
    } finally {
      readers.giveBack(connection, usable);
    }
  }

  /**
   * What is done while no one else writes, in this process or another.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Session<T extends @Nullable Object> {

    /** Runs on the calling thread. */
    T run(Writer writer) throws SQLException;
  }

  /**
   * Runs {@code session} while no one else writes. Sessions do not nest.
   *
   * @throws MienException blame BUSY if another process writes for too long; OPERATOR, {@code
   *     vault.unknown} if the answer to a commit was lost and the server cannot be asked
   */
  public <T extends @Nullable Object> T exclusively(Session<T> session) {
    synchronized (writing) {
      try {
        readers.requireOpen();
        right = right();
        try {
          return session.run(new Writer());
        } finally {
          giveBack(right);
        }
      } catch (SQLException e) {
        throw SqlFaults.of(e);
      }
    }
  }

  /** The right to write; on a new connection where the server ended the old one meanwhile. */
  private Dialect.Permit right() throws SQLException {
    try {
      if (!writer.isClosed()) {
        return permit(dialect, writer);
      }
    } catch (SQLException e) {
      if (!dialect.lost(e)) {
        throw e;
      }
      closeQuietly(writer);
    }
    writer = dialect.open(true);
    return permit(dialect, writer);
  }

  /** A connection that is gone has given it back by that. */
  private void giveBack(Dialect.Permit permit) {
    try {
      permit.close();
    } catch (SQLException _) {
      closeQuietly(writer);
    }
  }

  /** One transaction that writes. */
  public <T extends @Nullable Object> T write(Work<T> work) {
    return exclusively(session -> session.transaction(work));
  }

  /**
   * Runs {@code work} while no one else, in this process or another, erases; others may write.
   *
   * @param wait how long others may erase meanwhile; zero: asks once
   * @return none if it did not run because others erased
   */
  public <T> Optional<T> erasing(Duration wait, Supplier<T> work) {
    try {
      Optional<Dialect.Permit> permit = dialect.lockErasing(wait);
      if (permit.isEmpty()) {
        return Optional.empty();
      }
      try (Dialect.Permit _ = permit.get()) {
        return Optional.of(work.get());
      }
    } catch (SQLException e) {
      throw SqlFaults.of(e);
    }
  }

  /**
   * The files in which deleted rows could survive, open for reading until the database is closed;
   * none for PostgreSQL. Write-ahead logs are not among them.
   */
  public Map<Path, FileChannel> files() {
    try {
      return dialect.files();
    } catch (SQLException e) {
      throw SqlFaults.of(e);
    }
  }

  /** Hands on every sealed value that rows hold, where {@link #files} are out of reach. */
  public void sealedValues(Consumer<byte[]> look) {
    read(
        reader -> {
          dialect.sealedValues(reader, look);
          return null;
        });
  }

  /** The columns that {@link #sealedValues} hands on. */
  public List<String> lookedThrough() {
    return dialect.lookedThrough();
  }

  /** The tables that are rewritten without their deleted rows; none with {@link #files}. */
  public List<String> rewritten() {
    return dialect.rewritten();
  }

  /** Files that must not be opened and closed elsewhere in this process. */
  public Set<Path> guarded() {
    return dialect.guarded();
  }

  /** The right to write, for the length of one session. */
  public final class Writer {

    private Writer() {}

    /**
     * Runs {@code work} all or nothing. Any exception rolls back.
     *
     * @throws MienException OPERATOR, {@code vault.unknown} if the answer to the commit was lost
     *     and the server cannot be asked whether it was done
     */
    public <T extends @Nullable Object> T transaction(Work<T> work) throws SQLException {
      writer.setAutoCommit(false);
      T result;
      Optional<Long> id;
      try {
        result = work.run(writer);
        id = dialect.transactionId(writer);
      } catch (SQLException | RuntimeException | Error e) {
        undo(e);
        throw e;
      }
      try {
        writer.commit();
      } catch (SQLException e) {
        if (!dialect.lost(e)) {
          undo(e);
          throw e;
        }
        if (!asked(id, e)) {
          throw e;
        }
      }
      writer.setAutoCommit(true);
      return result;
    }

    /**
     * Asks, on a new connection and with the right to write, whether a transaction was committed
     * whose answer was lost; one without an id wrote nothing and is as good as committed. The right
     * comes first: the server holds the old one until the transaction has ended one way or the
     * other.
     */
    private boolean asked(Optional<Long> id, SQLException lost) throws SQLException {
      closeQuietly(writer);
      try {
        writer = dialect.open(true);
        right = permit(dialect, writer);
        Optional<Boolean> committed =
            id.isEmpty() ? Optional.of(true) : dialect.committed(writer, id.get());
        if (committed.isPresent()) {
          return committed.get();
        }
      } catch (SQLException | MienException e) {
        lost.addSuppressed(e);
        if (id.isEmpty()) {
          throw lost;
        }
      }
      throw SqlFaults.unknown(lost);
    }

    /** On a full disk SQLite has rolled back already, and says so: the first fault is the one. */
    private void undo(Throwable fault) {
      try {
        writer.rollback();
      } catch (SQLException e) {
        fault.addSuppressed(e);
      }
      try {
        writer.setAutoCommit(true);
      } catch (SQLException e) {
        fault.addSuppressed(e);
      }
    }

    /**
     * Makes sure that deleted rows are in no page and no log that this process can reach.
     *
     * @return whether it could; false: there is a reader
     */
    public boolean scrub() throws SQLException {
      return dialect.scrub(writer);
    }
  }

  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // It failed before or is thrown away; there is no one to tell.
    }
  }

  @Override
  public void close() {
    readers.close();
    synchronized (writing) {
      closeQuietly(writer);
    }
    dialect.close();
  }
}
