package mien.bench.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import mien.vault.audit.AuditAction;
import mien.vault.audit.AuditEvent;
import mien.vault.audit.AuditKeys;
import mien.vault.audit.Pseudonym;
import mien.vault.sql.AuditLog;

/**
 * A log in an SQLite file with the vault's settings, and seeded events of no real person. For one
 * thread.
 */
final class BenchLog implements AutoCloseable {

  private final Connection connection;
  private final AuditLog log;
  private final Random random = new Random(20261121);

  BenchLog(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = 8192");
      statement.execute("PRAGMA journal_mode = WAL");
      // A commit returns when the log is on the disk.
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA secure_delete = ON");
      statement.executeUpdate(script());
    }
    connection.setAutoCommit(false);
    try {
      log =
          new AuditLog(
              new AuditKeys(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), List.of()),
              InstantSource.system());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  private static String script() {
    try (InputStream stream =
        AuditLog.class.getResourceAsStream("/mien/vault/sql/sqlite/V2__audit.sql")) {
      if (stream == null) {
        throw new IllegalStateException("V2__audit.sql is not where the vault has it");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AuditLog log() {
    return log;
  }

  Connection connection() {
    return connection;
  }

  /** Commits so many events in one transaction: when this returns they are on the disk. */
  void append(int events) throws SQLException {
    log.appendAll(connection, events(events));
    connection.commit();
  }

  /** Grows to a size, a thousand at a time. */
  void growTo(long size) throws SQLException {
    for (long there = log.size(connection); there < size; there = log.size(connection)) {
      append((int) Math.min(1000, size - there));
    }
    connection.rollback();
  }

  private List<AuditEvent> events(int count) {
    List<AuditEvent> events = new ArrayList<>();
    byte[] pseudonym = new byte[32];
    for (int i = 0; i < count; i++) {
      random.nextBytes(pseudonym);
      TreeMap<String, String> facts = new TreeMap<>();
      facts.put("consent", "v1");
      facts.put("photo", Integer.toHexString(random.nextInt()));
      events.add(
          new AuditEvent(
              AuditAction.PHOTO_VIEWED,
              Pseudonym.of(pseudonym),
              "officer:k1",
              Instant.ofEpochMilli(1_790_000_000_000L + i),
              facts));
    }
    return events;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
