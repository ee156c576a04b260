package mien.vault.open;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.Database;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.SubjectId;

/**
 * The keys of a subject's biometric data: made with the first of them, replaced with the photo,
 * destroyed with the last.
 *
 * <p>A key that is made is loose until something that it seals is committed: {@link #announce} in
 * one transaction, {@link #ready} after it, {@link #settle} with the rows.
 */
public final class BiometricKeys {

  private BiometricKeys() {}

  /** The key that seals what is held, or that will. */
  public static KeyTable.Key current(Connection connection, SubjectId id) throws SQLException {
    return new KeyTable.Key(
        id, SubjectKeyKind.BIOMETRIC, VaultParts.subject(connection, id).biometricGeneration());
  }

  /** The key after it, for a photo that replaces what is held. */
  public static KeyTable.Key next(Connection connection, SubjectId id) throws SQLException {
    return new KeyTable.Key(id, SubjectKeyKind.BIOMETRIC, current(connection, id).generation() + 1);
  }

  /** Notes, before it is made, that a key may be made which then opens nothing. */
  public static void announce(Connection transaction, KeyTable.Key key) throws SQLException {
    if (new KeyTable(transaction).find(key).isEmpty()) {
      new LooseTable(transaction).add(key);
    }
  }

  /** Finds an announced key, or makes it in a transaction of its own. */
  public static SealingKey ready(VaultParts parts, Database.Writer session, KeyTable.Key key)
      throws SQLException {
    Optional<SealingKey> there =
        session.transaction(transaction -> parts.keys().find(transaction, key));
    return there.isPresent()
        ? there.get()
        : session.transaction(transaction -> parts.keys().create(transaction, key));
  }

  /** With the rows that it seals: the key is the one in use. */
  public static void settle(Connection transaction, KeyTable.Key key) throws SQLException {
    new LooseTable(transaction).remove(key);
    new SubjectTable(transaction).biometricGeneration(key.subject(), key.generation());
  }

  /**
   * Destroys a key that was replaced, and which the transaction that replaced it noted as loose:
   * first the key, then the note, because keys and rows are two databases.
   */
  public static void destroy(Database.Writer session, KeyTable.Key key) throws SQLException {
    session.transaction(transaction -> new KeyTable(transaction).destroy(key));
    session.transaction(
        transaction -> {
          new LooseTable(transaction).remove(key);
          return key;
        });
  }
}
