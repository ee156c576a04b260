package mien.vault.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.core.audit.Hash;
import mien.core.audit.NodeSource;
import mien.vault.audit.KeyId;
import mien.vault.audit.LeafEncoding;
import mien.vault.audit.SignedHead;
import mien.vault.fault.VaultFault;

/**
 * The statements of {@code V2__audit.sql}, which SQLite and PostgreSQL read alike. For one thread,
 * as its connection is.
 */
public final class AuditTables implements NodeSource {

  private static final String HEADS =
      "SELECT size, root, signed_at, key_id, signature FROM audit_head ";

  private final Connection connection;

  public AuditTables(Connection connection) {
    this.connection = connection;
  }

  /** Makes room for leaves, and keeps every other writer out until the transaction ends. */
  public long advance(long count) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE audit_tail SET size = size + ? WHERE id = 1 RETURNING size")) {
      update.setLong(1, count);
      return number(update) - count;
    }
  }

  public long size() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT size FROM audit_tail WHERE id = 1")) {
      return number(query);
    }
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new MienException(
            VaultFault.AUDIT_NO_TAIL,
            "the audit log's table audit_tail must have its one row, but has none; it was deleted"
                + " it: run mien audit verify and restore a backup");
      }
      return row.getLong(1);
    }
  }

  @Override
  public Hash perfect(int level, long index) {
    String sql =
        level == 0
            ? "SELECT hash FROM audit_leaf WHERE leaf_index = ?"
            : "SELECT hash FROM audit_node WHERE node_index = ? AND level = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, index);
      if (level > 0) {
        query.setInt(2, level);
      }
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new MienException(
              VaultFault.AUDIT_NODE_MISSING,
              "the audit log has lost the hash %d of level %d; run mien audit verify and restore a backup"
                  .formatted(index, level));
        }
        return Hash.of(row.getBytes(1));
      }
    } catch (SQLException e) {
      throw new MienException(
          VaultFault.AUDIT_UNREADABLE,
          "the audit log could not be read; the database says: " + e.getMessage(),
          e);
    }
  }

  /** Adds a head behind all others. */
  public void add(SignedHead head) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit_head (head_index, size, root, signed_at, key_id, signature)"
                + " VALUES ((SELECT COALESCE(MAX(head_index) + 1, 0) FROM audit_head),"
                + " ?, ?, ?, ?, ?)")) {
      insert.setLong(1, head.size());
      insert.setBytes(2, head.root().toArray());
      insert.setString(3, LeafEncoding.time(head.at()));
      insert.setString(4, head.key().hex());
      insert.setString(5, head.signature());
      insert.executeUpdate();
    }
  }

  public Optional<SignedHead> newestHead() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(HEADS + "ORDER BY head_index DESC LIMIT 1")) {
      return heads(query).stream().findFirst();
    }
  }

  public Optional<SignedHead> headOf(long size) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(HEADS + "WHERE size = ? ORDER BY head_index DESC LIMIT 1")) {
      query.setLong(1, size);
      return heads(query).stream().findFirst();
    }
  }

  public List<SignedHead> heads(long from, int count) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(HEADS + "WHERE head_index >= ? ORDER BY head_index LIMIT ?")) {
      query.setLong(1, from);
      query.setInt(2, count);
      return heads(query);
    }
  }

  private static List<SignedHead> heads(PreparedStatement query) throws SQLException {
    List<SignedHead> heads = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        heads.add(head(rows));
      }
    }
    return heads;
  }

  public List<String> leaves(long from, int count) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT content FROM audit_leaf WHERE leaf_index >= ? ORDER BY leaf_index LIMIT ?")) {
      query.setLong(1, from);
      query.setInt(2, count);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          lines.add(new String(rows.getBytes(1), US_ASCII));
        }
      }
    }
    return lines;
  }

  private static SignedHead head(ResultSet row) throws SQLException {
    try {
      return new SignedHead(
          row.getLong(1),
          Hash.of(row.getBytes(2)),
          Instant.parse(row.getString(3)),
          new KeyId(row.getString(4)),
          row.getString(5));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MienException(
          VaultFault.AUDIT_DAMAGED,
          "The audit log has a head that is none; run mien audit verify and restore a backup.",
          e);
    }
  }

  /** One row of {@code audit_leaf}. */
  public record LeafRow(long index, byte[] content, Hash hash) {}

  /** One row of {@code audit_node}. */
  public record NodeRow(int level, long index, Hash hash) {}

  /** Adds leaves and the nodes that they completed. */
  public void add(List<LeafRow> leaves, List<NodeRow> nodes) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit_leaf (leaf_index, content, hash) VALUES (?, ?, ?)")) {
      for (LeafRow leaf : leaves) {
        insert.setLong(1, leaf.index());
        insert.setBytes(2, leaf.content());
        insert.setBytes(3, leaf.hash().toArray());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit_node (level, node_index, hash) VALUES (?, ?, ?)")) {
      for (NodeRow node : nodes) {
        insert.setInt(1, node.level());
        insert.setLong(2, node.index());
        insert.setBytes(3, node.hash().toArray());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
