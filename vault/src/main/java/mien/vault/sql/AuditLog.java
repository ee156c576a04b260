package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mien.core.MienException;
import mien.core.audit.ConsistencyProof;
import mien.core.audit.Frontier;
import mien.core.audit.Hash;
import mien.core.audit.InclusionProof;
import mien.core.audit.MerkleTree;
import mien.core.audit.TreeHasher;
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditEvent;
import mien.vault.audit.AuditKeys;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.LeafEncoding;
import mien.vault.audit.LogCheck;
import mien.vault.audit.SignatureScope;
import mien.vault.audit.SignedHead;
import mien.vault.audit.TreeHashes;
import mien.vault.sql.AuditTables.LeafRow;
import mien.vault.sql.AuditTables.NodeRow;

/**
 * The append-only log in the vault's database. It writes only inside a transaction that the caller
 * opened and will commit or roll back: what is done and that it was done become durable together,
 * or neither does.
 *
 * <p>Every call of {@link #append} or {@link #appendAll} also signs a head, so every leaf that was
 * ever committed is covered by a signature; a signature takes longer than everything else, so
 * events that are known together should be appended together.
 *
 * <p>Two writers cannot fork the log. The first statement of an append updates the one row of
 * {@code audit_tail}: in SQLite that takes the database's write lock, in PostgreSQL the row's, and
 * both are held until the transaction ends. Should a lock fail all the same, the primary key of the
 * leaves refuses the second. On SQLite a transaction that has read before it appends should be
 * begun with {@code BEGIN IMMEDIATE}, or it may be told SQLITE_BUSY.
 *
 * <p>Safe for any number of threads, each with a connection of its own.
 */
public final class AuditLog {

  private final AuditKeys keys;
  private final InstantSource clock;

  /**
   * A log over the tables of {@code V2__audit.sql}.
   *
   * @param keys who signs its heads
   * @param clock for the time in a head
   */
  public AuditLog(AuditKeys keys, InstantSource clock) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** The keys that sign, or signed, its heads. */
  public AuditKeys keys() {
    return keys;
  }

  /**
   * Adds one event and signs a head.
   *
   * @param transaction with auto-commit off
   * @return the index of its leaf, from 0
   * @throws SQLException of the database; the transaction must then be rolled back
   */
  public long append(Connection transaction, AuditEvent event) throws SQLException {
    return appendAll(transaction, List.of(event));
  }

  /**
   * Adds events in their order and signs one head for all of them.
   *
   * @param transaction with auto-commit off
   * @param events at least one
   * @return the index of the first leaf, from 0
   * @throws SQLException of the database; the transaction must then be rolled back
   */
  public long appendAll(Connection transaction, List<AuditEvent> events) throws SQLException {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("appendAll takes at least one event, but there was none");
    }
    if (transaction.getAutoCommit()) {
      throw new IllegalArgumentException(
          "an append belongs into a transaction, but this connection commits by itself; call"
              + " setAutoCommit(false) first");
    }
    AuditTables tables = new AuditTables(transaction);
    long first = tables.advance(events.size());
    TreeHasher hasher = TreeHashes.treeHasher();
    Frontier frontier = Frontier.of(hasher, tables, first);
    List<LeafRow> leaves = new ArrayList<>();
    List<NodeRow> nodes = new ArrayList<>();
    for (AuditEvent event : events) {
      long index = frontier.size();
      byte[] content = LeafEncoding.encode(index, event);
      Hash leaf = hasher.leaf(content);
      leaves.add(new LeafRow(index, content, leaf));
      frontier.append(leaf, (level, node, hash) -> nodes.add(new NodeRow(level, node, hash)));
    }
    tables.add(leaves, nodes);
    tables.add(keys.sign(frontier.size(), frontier.root(), clock.instant()));
    return first;
  }

  /** How many leaves there are. */
  public long size(Connection connection) throws SQLException {
    return new AuditTables(connection).size();
  }

  /** The head that was signed last; nothing before the first append. */
  public Optional<SignedHead> newestHead(Connection connection) throws SQLException {
    return new AuditTables(connection).newestHead();
  }

  /**
   * That a leaf is in the log.
   *
   * @param leaf from 0
   * @param size of a signed head
   * @throws IllegalArgumentException if there is no such leaf in a log of that size
   */
  public InclusionProof inclusion(Connection connection, long leaf, long size) throws SQLException {
    return tree(connection, size).inclusion(leaf);
  }

  /**
   * That the log of a head continues the log of an older one.
   *
   * @param older size of the older head
   * @param size of the newer head
   * @throws IllegalArgumentException if a size is more than the log has, or older is the larger
   */
  public ConsistencyProof consistency(Connection connection, long older, long size)
      throws SQLException {
    return tree(connection, size).consistency(older);
  }

  /**
   * Computes the whole log again from its leaves and compares it with every stored hash, every head
   * and every anchor. Reads each row once, in constant memory; the caller decides when and on which
   * thread.
   *
   * @param snapshot a transaction of its own (auto-commit off) in which nothing was read yet; the
   *     caller ends it
   * @param anchor the heads that were put out of reach, if there is such a file
   * @param scope whose signatures to look at
   * @throws MienException if the database or the anchor file cannot be read
   */
  public AuditVerdict verify(Connection snapshot, Optional<AnchorFile> anchor, SignatureScope scope)
      throws SQLException {
    // Before the snapshot: a head that is anchored while this runs would look like a truncation.
    List<Optional<SignedHead>> anchors = anchor.map(AnchorFile::read).orElse(List.of());
    try (StoredLog stored = new StoredLog(snapshot)) {
      return new LogCheck(stored, keys.trusted(), anchors, scope).run();
    }
  }

  /**
   * What the newest head in an anchor file says of this log, without reading the log: only that it
   * was cut off, or is another. An older database that was put in place is found by it.
   *
   * @return empty if the log has that head's leaves, or no head of its key is there
   * @throws MienException if the file or the log's stored hashes cannot be read
   */
  public Optional<AuditVerdict> contradicted(Connection connection, AnchorFile anchor)
      throws SQLException {
    List<Optional<SignedHead>> heads = anchor.read();
    for (int number = heads.size() - 1; number >= 0; number--) {
      Optional<SignedHead> head = heads.get(number).filter(keys.trusted()::verifies);
      if (head.isPresent()) {
        return contradicted(connection, number, head.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<AuditVerdict> contradicted(
      Connection connection, int number, SignedHead head) throws SQLException {
    AuditTables tables = new AuditTables(connection);
    long there = tables.size();
    if (head.size() > there) {
      return Optional.of(
          new AuditVerdict.Truncated(AuditVerdict.Witness.ANCHOR, number, head.size(), there));
    }
    Hash root = Frontier.of(TreeHashes.treeHasher(), tables, head.size()).root();
    return root.equals(head.root())
        ? Optional.empty()
        : Optional.of(
            new AuditVerdict.Forked(AuditVerdict.Witness.ANCHOR, number, 0, head.size() - 1));
  }

  private MerkleTree tree(Connection connection, long size) throws SQLException {
    AuditTables tables = new AuditTables(connection);
    long there = tables.size();
    if (size > there) {
      throw new IllegalArgumentException(
          "the log has " + there + " leaves, but a proof was asked for at " + size);
    }
    return new MerkleTree(TreeHashes.treeHasher(), tables, size);
  }
}
