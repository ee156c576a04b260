package mien.vault;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.vault.sql.FactTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.SubjectTable;

/**
 * Rows and keys that belong together know it of each other. Keys that open nothing are destroyed at
 * opening: that must never happen because the wrong database, or an empty new one, lay there.
 */
final class VaultIdentity {

  private VaultIdentity() {}

  /** The vault's id as a number, from its first 60 bits. */
  static long number(String vaultId) {
    return Long.parseLong(vaultId.substring(0, 15), 16);
  }

  static void check(Connection transaction, KeyTable keys) throws SQLException {
    Optional<Long> ofKeys =
        keys.fact("vault-id").map(id -> number(new String(id, StandardCharsets.US_ASCII)));
    Optional<Long> ofRows = new FactTable(transaction).identity();
    if (ofKeys.isPresent() && !ofKeys.equals(ofRows)) {
      throw fault(
          "Keys and rows of a vault belong together, but the database is not the one that these"
              + " keys were made for: put the right one back, or configure the right folder of"
              + " keys. Nothing was changed.");
    }
    // A crash while a vault is made may leave its number without keys, but never a subject.
    if (ofKeys.isEmpty() && new SubjectTable(transaction).count() > 0) {
      throw fault(
          "Keys and rows of a vault belong together, but the database holds subjects and the keys"
              + " are gone: put them back, or configure the right folder of keys. Nothing was"
              + " changed.");
    }
  }

  private static MienException fault(String message) {
    return new MienException(Blame.OPERATOR, "vault.keys-apart", message);
  }
}
