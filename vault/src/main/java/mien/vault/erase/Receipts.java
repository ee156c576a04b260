package mien.vault.erase;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.vault.open.VaultParts;
import mien.vault.record.ErasureReceipt;
import mien.vault.sql.ErasureTable;

/** Writes, signs and finds the receipts of erasures. */
public final class Receipts {

  private final VaultParts parts;

  public Receipts(VaultParts parts) {
    this.parts = parts;
  }

  /**
   * Signs the receipt of an erasure that was looked after, and ends it.
   *
   * @param patterns windows that were looked for
   * @param scanned bytes that were looked through
   */
  public ErasureReceipt sign(Connection transaction, String id, int patterns, long scanned)
      throws SQLException {
    ErasureTable table = new ErasureTable(transaction);
    ErasureTable.Row row = table.find(id).orElseThrow();
    String text =
        """
        mien erasure receipt v1
        receipt: %s
        vault: %s
        pseudonym: %s
        scope: %s
        reason: %s
        policy: %s
        begun: %s
        ended: %s
        %spatterns looked for: %d
        bytes looked through: %d
        found: 0
        database: %s
        other holders asked: %d
        """
            .formatted(
                id,
                parts.keys().vaultId(),
                row.pseudonym().orElseThrow(),
                row.scope(),
                row.reason(),
                parts.config().policy().schedule().id(),
                row.begunAt(),
                parts.clock().tick(transaction),
                row.summary().orElseThrow(),
                patterns,
                scanned,
                database(patterns),
                row.replaced() ? 0 : parts.config().holders().size());
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] signature = parts.keys().signer().sign(bytes);
    table.end(id, bytes, signature);
    return new ErasureReceipt(id, text, signature);
  }

  private String database(int patterns) {
    if (parts.database().files().isEmpty()) {
      return "looked through the sealed columns of "
          + String.join(", ", parts.database().lookedThrough())
          + "; rewritten by the server: "
          + String.join(", ", parts.database().rewritten())
          + "; not looked through: its pages, write-ahead log, replicas and backups";
    }
    return patterns == 0
        ? "deleted rows overwritten; there were no bytes to look for"
        : "pages and logs looked through";
  }

  public Optional<ErasureReceipt> find(String id) {
    return parts.database().read(reader -> find(reader, id));
  }

  private static Optional<ErasureReceipt> find(Connection reader, String id) throws SQLException {
    Optional<ErasureTable.Row> row = new ErasureTable(reader).find(id);
    if (row.isEmpty() || row.get().receipt().isEmpty() || row.get().signature().isEmpty()) {
      return Optional.empty();
    }
    String text = new String(row.get().receipt().get(), StandardCharsets.US_ASCII);
    return Optional.of(new ErasureReceipt(id, text, row.get().signature().get()));
  }
}
