package mien.vault.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import mien.core.MienException;
import mien.core.audit.Hash;
import mien.vault.audit.AuditSource;
import mien.vault.audit.AuditSource.StoredHead;
import mien.vault.audit.AuditSource.StoredLeaf;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.HeadEncoding;
import mien.vault.audit.KeyId;
import mien.vault.audit.LeafEncoding;
import mien.vault.audit.SignedHead;
import mien.vault.fault.VaultFault;
import org.jspecify.annotations.Nullable;

/**
 * The log in the database, on one snapshot: a cursor over the leaves, one over the heads, and one
 * over the nodes of each level, all running forward at once. For one thread.
 */
public final class StoredLog implements AuditSource, AutoCloseable {

  private static final int ROWS_AT_ONCE = 1000;
  private static final String HEADS =
      "SELECT head_index, size, root, signed_at, key_id, signature"
          + " FROM audit_head ORDER BY head_index";

  private final Connection connection;
  private final Cursor leaves;
  private final Cursor heads;
  private final TreeMap<Integer, Cursor> nodes = new TreeMap<>();
  private final OptionalLong tail;

  /**
   * Begins to read.
   *
   * @param snapshot with auto-commit off and, on PostgreSQL, nothing read yet
   */
  public StoredLog(Connection snapshot) throws SQLException {
    if (snapshot.getAutoCommit()) {
      throw new IllegalArgumentException(
          "a log is read on one snapshot, but this connection commits by itself; call"
              + " setAutoCommit(false) first");
    }
    this.connection = snapshot;
    if (snapshot.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      // Otherwise each statement would see what was committed while the one before it ran.
      try (Statement statement = snapshot.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      }
    }
    this.tail = readTail(snapshot);
    this.leaves =
        new Cursor("SELECT leaf_index, content, hash FROM audit_leaf ORDER BY leaf_index");
    this.heads = new Cursor(HEADS);
  }

  private static OptionalLong readTail(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT size FROM audit_tail");
        ResultSet row = query.executeQuery()) {
      // A missing row is as wrong as a wrong number: no log has this size.
      return OptionalLong.of(row.next() ? row.getLong(1) : -1);
    }
  }

  @Override
  public Optional<StoredLeaf> nextLeaf() {
    return leaves.next(
        row -> new StoredLeaf(row.getLong(1), Optional.ofNullable(row.getBytes(2)), bytes(row, 3)));
  }

  @Override
  public Optional<StoredHead> nextHead() {
    return heads.next(row -> new StoredHead(row.getLong(1), head(row)));
  }

  private static Optional<SignedHead> head(ResultSet row) throws SQLException {
    try {
      SignedHead head =
          new SignedHead(
              row.getLong(2),
              Hash.of(bytes(row, 3)),
              Instant.parse(text(row, 4)),
              new KeyId(text(row, 5)),
              text(row, 6));
      // Through its only written form, so that what an export would hold is judged, and no more.
      boolean canonical = text(row, 4).equals(LeafEncoding.time(head.at()));
      return canonical ? HeadEncoding.decode(HeadEncoding.encode(head)) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(ResultSet row, int column) throws SQLException {
    byte @Nullable [] bytes = row.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  @Override
  public boolean nextNodeIs(int level, long index, Hash root) {
    Cursor cursor =
        nodes.computeIfAbsent(
            level,
            missing ->
                new Cursor(
                    "SELECT node_index, hash FROM audit_node WHERE level = "
                        + missing
                        + " ORDER BY node_index"));
    return cursor
        .next(row -> row.getLong(1) == index && Arrays.equals(bytes(row, 2), root.toArray()))
        .orElse(false);
  }

  @Override
  public Optional<AuditVerdict.NodeBroken> leftOverNode() {
    for (var level : nodes.entrySet()) {
      Optional<Long> extra = level.getValue().next(row -> row.getLong(1));
      if (extra.isPresent()) {
        return Optional.of(new AuditVerdict.NodeBroken(level.getKey(), extra.get()));
      }
    }
    try (Cursor above =
        new Cursor(
            "SELECT level, node_index FROM audit_node WHERE level > "
                + (nodes.isEmpty() ? 0 : nodes.lastKey())
                + " ORDER BY level, node_index")) {
      return above.next(row -> new AuditVerdict.NodeBroken(row.getInt(1), row.getLong(2)));
    }
  }

  @Override
  public OptionalLong tail() {
    return tail;
  }

  @Override
  public void close() {
    nodes.values().forEach(Cursor::close);
    heads.close();
    leaves.close();
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A statement that runs forward. */
  private final class Cursor implements AutoCloseable {

    private final PreparedStatement statement;
    private final ResultSet rows;

    Cursor(String sql) {
      try {
        statement = connection.prepareStatement(sql);
        statement.setFetchSize(ROWS_AT_ONCE);
        rows = statement.executeQuery();
      } catch (SQLException e) {
        throw unreadable(e);
      }
    }

    <T> Optional<T> next(Reader<T> reader) {
      try {
        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
      } catch (SQLException e) {
        throw unreadable(e);
      }
    }

    @Override
    public void close() {
      try {
        rows.close();
        statement.close();
      } catch (SQLException e) {
        throw unreadable(e);
      }
    }
  }

  private static MienException unreadable(SQLException e) {
    return new MienException(
        VaultFault.AUDIT_UNREADABLE,
        "The audit log must be readable and is not: check the database, or restore a backup.",
        e);
  }
}
