package mien.vault.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;

/**
 * SQLite: {@code vault.db} and, attached as {@code mien_keys}, {@code keys.db}.
 *
 * <p>Pages of 8,192 bytes hold an embedding each (measured in ADR 4); {@code secure_delete}
 * overwrites what is deleted; {@code synchronous=FULL} makes a commit durable before it is
 * answered.
 */
final class SqliteDialect implements Dialect {

  /** The index of a write-ahead log: page numbers and locks, no rows. */
  private static final String SHARED_MEMORY = "-shm";

  private final Path data;
  private final Path keys;
  private final Path lock;
  private final Path erasing;
  private final Map<Path, FileChannel> open = new HashMap<>();

  SqliteDialect(Path data, Path keys, Path lock) {
    this.data = data;
    this.keys = keys;
    this.lock = lock;
    this.erasing = Path.of(lock + "-erasing");
  }

  @Override
  public String folder() {
    return "sqlite";
  }

  @Override
  public Connection open(boolean writer) throws SQLException {
    SqliteNatives.prepare();
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(
        writer ? SQLiteConfig.TransactionMode.IMMEDIATE : SQLiteConfig.TransactionMode.DEFERRED);
    config.setBusyTimeout(10_000);
    Connection connection = config.createConnection("jdbc:sqlite:" + data);
    try (Statement statement = connection.createStatement()) {
      try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS mien_keys")) {
        attach.setString(1, keys.toString());
        attach.execute();
      }
      for (String schema : List.of("main", "mien_keys")) {
        statement.execute("PRAGMA " + schema + ".page_size=8192");
        statement.execute("PRAGMA " + schema + ".journal_mode=WAL");
        statement.execute("PRAGMA " + schema + ".secure_delete=ON");
        statement.execute("PRAGMA " + schema + ".synchronous=FULL");
      }
      statement.execute("PRAGMA foreign_keys=ON");
      statement.execute("PRAGMA trusted_schema=OFF");
      // Sorting must not spill rows into a file that is never overwritten.
      statement.execute("PRAGMA temp_store=MEMORY");
      if (!writer) {
        statement.execute("PRAGMA query_only=ON");
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** A lock on a file, because the two databases commit one after the other. */
  @Override
  public Optional<Permit> lock(Connection writer, Duration wait) {
    return FileTurn.take(lock, wait);
  }

  @Override
  public Optional<Permit> lockErasing(Duration wait) {
    return FileTurn.take(erasing, wait);
  }

  @Override
  public boolean scrub(Connection writer) throws SQLException {
    boolean done = true;
    for (String schema : List.of("main", "mien_keys")) {
      try (Statement statement = writer.createStatement();
          ResultSet row =
              statement.executeQuery("PRAGMA " + schema + ".wal_checkpoint(TRUNCATE)")) {
        done &= row.next() && row.getInt(1) == 0;
      }
    }
    return done;
  }

  @Override
  public Map<Path, FileChannel> files() throws SQLException {
    synchronized (open) {
      try {
        for (Path file : List.of(data, keys)) {
          if (!open.containsKey(file)) {
            open.put(file, FileChannel.open(file, StandardOpenOption.READ));
          }
        }
      } catch (IOException e) {
        throw new SQLException("the database's file cannot be read", e);
      }
      return Map.copyOf(open);
    }
  }

  @Override
  public void sealedValues(Connection reader, Consumer<byte[]> look) {}

  @Override
  public List<String> lookedThrough() {
    return List.of();
  }

  @Override
  public List<String> rewritten() {
    return List.of();
  }

  /** In this process: no answer can be lost. */
  @Override
  public Optional<Long> transactionId(Connection writer) {
    return Optional.empty();
  }

  @Override
  public Optional<Boolean> committed(Connection connection, long id) {
    return Optional.empty();
  }

  @Override
  public boolean lost(SQLException e) {
    return false;
  }

  /** The write-ahead logs are not among them: SQLite locks no byte of those. */
  @Override
  public Set<Path> guarded() {
    return Set.of(
        data, keys, Path.of(data + SHARED_MEMORY), Path.of(keys + SHARED_MEMORY), lock, erasing);
  }

  @Override
  public void close() {
    synchronized (open) {
      for (FileChannel channel : open.values()) {
        try {
          channel.close();
        } catch (IOException _) {
          // It was read and is thrown away.
        }
      }
      open.clear();
    }
  }
}
