package mien.vault.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.MienException.Blame;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * SQLite: {@code vault.db} and, attached as {@code mien_keys}, {@code keys.db}.
 *
 * <p>Pages of 8,192 bytes hold an embedding each (measured in ADR 4); {@code secure_delete}
 * overwrites what is deleted; {@code synchronous=FULL} makes a commit durable before it is
 * answered.
 */
final class SqliteDialect implements Dialect {

  private static final Duration STEP = Duration.ofMillis(2);

  private final Path data;
  private final Path keys;
  private final Path lock;

  SqliteDialect(Path data, Path keys, Path lock) {
    this.data = data;
    this.keys = keys;
    this.lock = lock;
  }

  @Override
  public String folder() {
    return "sqlite";
  }

  @Override
  public Connection open(boolean writer) throws SQLException {
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
      // Sorting must not spill rows into a file that nobody overwrites.
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
  public Permit lock(Connection writer, Duration wait) {
    try {
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      long steps = Math.max(1, wait.dividedBy(STEP));
      for (long i = 0; i < steps; i++) {
        FileLock held = tryLock(channel);
        if (held != null) {
          return () -> close(channel);
        }
        pause();
      }
      channel.close();
    } catch (IOException e) {
      throw new MienException(
          Blame.OPERATOR,
          "vault.read-only",
          "The vault must be able to write its lock file and cannot: check the folder's owner.",
          e);
    }
    throw new MienException(
        Blame.BUSY,
        "vault.busy",
        "Only one process may write at a time, and another has written for "
            + wait.toSeconds()
            + " s: try again.");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Another vault of this very process holds it.
      return null;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new MienException(
          Blame.BUSY, "vault.interrupted", "Waiting for the vault was interrupted: try again.");
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new MienException(
          Blame.OPERATOR, "vault.disk", "The vault's lock file could not be closed.", e);
    }
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
  public List<Path> files() {
    return Stream.of(data, keys)
        .flatMap(file -> Stream.of("", "-wal", "-shm", "-journal").map(end -> Path.of(file + end)))
        .filter(Files::exists)
        .toList();
  }
}
