package mien.vault.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mien.core.MienException;
import mien.core.audit.ConsistencyProof;
import mien.core.audit.InclusionProof;
import mien.vault.fault.VaultFault;

/**
 * The log to be read, on one snapshot: what doors use, which know nothing of databases. For one
 * thread, and valid only inside the callback.
 *
 * <p>Every method may throw {@link MienException}, blame OPERATOR, code {@code audit.unreadable}.
 */
public final class AuditReader {

  private final AuditLog log;
  private final Connection snapshot;

  /**
   * Reads through a connection.
   *
   * @param snapshot as for {@link AuditLog#verify}
   */
  public AuditReader(AuditLog log, Connection snapshot) {
    this.log = Objects.requireNonNull(log, "log");
    this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
  }

  /** How many leaves there are. */
  public long size() {
    return read(() -> log.size(snapshot));
  }

  /** The head that was signed last; nothing before the first leaf. */
  public Optional<SignedHead> newestHead() {
    return read(() -> log.newestHead(snapshot));
  }

  /**
   * Heads in the order in which they were signed.
   *
   * @param from number of the first, from 0
   * @param count at most so many, 0 to 1000
   */
  public List<SignedHead> heads(long from, int count) {
    checkPage(from, count);
    return read(() -> new AuditTables(snapshot).heads(from, count));
  }

  /**
   * The newest head of that size.
   *
   * @param size leaves
   */
  public Optional<SignedHead> headOf(long size) {
    return read(() -> new AuditTables(snapshot).headOf(size));
  }

  /**
   * Leaves as their canonical lines of JSON, without line feeds.
   *
   * @param from index of the first, from 0
   * @param count at most so many, 0 to 1000
   */
  public List<String> leaves(long from, int count) {
    checkPage(from, count);
    return read(() -> new AuditTables(snapshot).leaves(from, count));
  }

  /**
   * Leaves as the events that they are; one that is no event any more is left out.
   *
   * @param from index of the first, from 0
   * @param count at most so many, 0 to 1000
   */
  public List<AuditEvent> events(long from, int count) {
    return leaves(from, count).stream()
        .map(line -> LeafEncoding.decode(line.getBytes(US_ASCII)))
        .flatMap(Optional::stream)
        .map(LeafEncoding.Leaf::event)
        .toList();
  }

  /** As {@link AuditLog#inclusion}. */
  public InclusionProof inclusion(long leaf, long size) {
    return read(() -> log.inclusion(snapshot, leaf, size));
  }

  /** As {@link AuditLog#consistency}. */
  public ConsistencyProof consistency(long older, long size) {
    return read(() -> log.consistency(snapshot, older, size));
  }

  /** As {@link AuditLog#verify}; nothing may have been read before. */
  public AuditVerdict verify(Optional<AnchorFile> anchor, SignatureScope scope) {
    return read(() -> log.verify(snapshot, anchor, scope));
  }

  /** As {@link AuditExport#write}; nothing may have been read before. */
  public void export(Path folder) {
    read(
        () -> {
          AuditExport.write(snapshot, log.keys().trusted(), folder);
          return folder;
        });
  }

  private static void checkPage(long from, int count) {
    if (from < 0 || count < 0 || count > 1000) {
      throw new IllegalArgumentException(
          "a page begins at 0 or later and has 0 to 1000 lines, but began at %d and had %d"
              .formatted(from, count));
    }
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private static <T> T read(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new MienException(
          VaultFault.AUDIT_UNREADABLE,
          "The audit log must be readable and is not: check the database, or restore a backup.",
          e);
    }
  }
}
