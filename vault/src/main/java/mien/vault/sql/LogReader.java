package mien.vault.sql;

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
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditEvent;
import mien.vault.audit.AuditExport;
import mien.vault.audit.AuditReader;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.LeafEncoding;
import mien.vault.audit.SignatureScope;
import mien.vault.audit.SignedHead;
import mien.vault.fault.VaultFault;

/** The log in the database, read on one snapshot. For one thread. */
public final class LogReader implements AuditReader {

  private final AuditLog log;
  private final Connection snapshot;

  /**
   * Reads through a connection.
   *
   * @param snapshot as for {@link AuditLog#verify}
   */
  public LogReader(AuditLog log, Connection snapshot) {
    this.log = Objects.requireNonNull(log, "log");
    this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
  }

  @Override
  public long size() {
    return read(() -> log.size(snapshot));
  }

  @Override
  public Optional<SignedHead> newestHead() {
    return read(() -> log.newestHead(snapshot));
  }

  @Override
  public List<SignedHead> heads(long from, int count) {
    checkPage(from, count);
    return read(() -> new AuditTables(snapshot).heads(from, count));
  }

  @Override
  public Optional<SignedHead> headOf(long size) {
    return read(() -> new AuditTables(snapshot).headOf(size));
  }

  @Override
  public List<String> leaves(long from, int count) {
    checkPage(from, count);
    return read(() -> new AuditTables(snapshot).leaves(from, count));
  }

  @Override
  public List<AuditEvent> events(long from, int count) {
    return leaves(from, count).stream()
        .map(line -> LeafEncoding.decode(line.getBytes(US_ASCII)))
        .flatMap(Optional::stream)
        .map(LeafEncoding.Leaf::event)
        .toList();
  }

  @Override
  public InclusionProof inclusion(long leaf, long size) {
    return read(() -> log.inclusion(snapshot, leaf, size));
  }

  @Override
  public ConsistencyProof consistency(long older, long size) {
    return read(() -> log.consistency(snapshot, older, size));
  }

  @Override
  public AuditVerdict verify(Optional<AnchorFile> anchor, SignatureScope scope) {
    return read(() -> log.verify(snapshot, anchor, scope));
  }

  @Override
  public void export(Path folder) {
    read(
        () -> {
          try (StoredLog stored = new StoredLog(snapshot)) {
            AuditExport.write(stored, log.keys().trusted(), folder);
          }
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
