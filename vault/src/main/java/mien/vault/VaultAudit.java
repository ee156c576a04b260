package mien.vault;

import java.nio.file.Files;
import java.security.PublicKey;
import java.util.function.Function;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.vault.audit.AuditReader;
import mien.vault.sql.Database;

/**
 * A vault opened for its audit log alone: it obeys no policy, puts nothing in order and writes
 * nothing. For a command that checks the log of a vault which another process may have open.
 *
 * <p>Thread-safe; must be closed.
 */
public final class VaultAudit implements AutoCloseable {

  private final Database database;
  private final KeyRing keys;
  private final AuditTrail audit;

  private VaultAudit(Database database, KeyRing keys, AuditTrail audit) {
    this.database = database;
    this.keys = keys;
    this.audit = audit;
  }

  /**
   * Opens an existing vault; the policy and the organisation of {@code config} are not looked at.
   *
   * @throws MienException as {@link Vault#open}
   */
  public static VaultAudit open(VaultConfig config) {
    if (config.store() instanceof VaultStore.Embedded
        && !Files.exists(config.folder().resolve("vault.db"))) {
      throw new MienException(
          Blame.OPERATOR,
          "vault.none",
          "A vault's folder has a file vault.db, and this one has none: check the path.");
    }
    VaultClock clock = new VaultClock(config.clock());
    Database database = VaultFolder.database(config, clock.raw());
    try {
      KeyRing keys = database.write(transaction -> KeyRing.open(transaction, config));
      return new VaultAudit(database, keys, new AuditTrail(keys, clock));
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  /** Reads the audit log on one snapshot. The reader must not leave {@code work}. */
  public <T> T read(Function<AuditReader, T> work) {
    return database.read(connection -> work.apply(new AuditReader(audit.log(), connection)));
  }

  /** The key that checks receipts and heads of the log. */
  public PublicKey publicKey() {
    return keys.signer().pair().getPublic();
  }

  @Override
  public void close() {
    database.close();
  }
}
