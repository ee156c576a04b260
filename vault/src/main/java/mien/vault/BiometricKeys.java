package mien.vault;

import java.sql.SQLException;
import java.util.Optional;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.Database;

/** The key of a subject's biometric data: made with the first of them, destroyed with the last. */
final class BiometricKeys {

  private BiometricKeys() {}

  /** Finds the key, or makes it in a transaction of its own before anything is sealed under it. */
  static SealingKey ready(VaultParts parts, Database.Writer session, SubjectId id)
      throws SQLException {
    Optional<SealingKey> there =
        session.transaction(
            transaction -> parts.keys().find(transaction, id, SubjectKeyKind.BIOMETRIC));
    return there.isPresent()
        ? there.get()
        : session.transaction(
            transaction -> parts.keys().create(transaction, id, SubjectKeyKind.BIOMETRIC));
  }
}
