package mien.vault;

import java.security.PublicKey;
import java.util.Optional;
import java.util.function.Function;
import mien.core.MienException;
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditReader;
import mien.vault.audit.SignedHead;
import mien.vault.config.VaultConfig;
import mien.vault.open.Anchoring;
import mien.vault.open.AuditTrail;
import mien.vault.open.KeyRing;
import mien.vault.open.VaultClock;
import mien.vault.open.VaultFolder;
import mien.vault.open.VaultIdentity;
import mien.vault.sql.Database;
import mien.vault.sql.LogReader;

/**
 * A vault opened for its audit log alone: it obeys no policy, puts nothing in order and writes
 * nothing but which head was anchored. For a command that checks the log of a vault which another
 * process may have open.
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
   * Opens an existing vault; the policy and the organization of {@code config} are not looked at.
   *
   * @throws MienException as {@link Vault#open}
   */
  public static VaultAudit open(VaultConfig config) {
    VaultFolder.requireMade(config);
    VaultClock clock = new VaultClock(config.clock());
    Database database = VaultFolder.database(config, clock.raw());
    try {
      KeyRing keys =
          database.write(transaction -> KeyRing.open(transaction, config, KeyRing.Missing.REFUSE));
      VaultIdentity.check(config.folder(), keys.vaultId());
      return new VaultAudit(database, keys, new AuditTrail(keys, clock));
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  /** Reads the audit log on one snapshot. The reader must not leave {@code work}. */
  public <T> T read(Function<AuditReader, T> work) {
    return database.read(connection -> work.apply(new LogReader(audit.log(), connection)));
  }

  /**
   * Adds the newest head to a file; none where the log is empty.
   *
   * @param begin whether an empty file may be begun although heads were anchored before
   * @throws MienException blame OPERATOR, code {@code audit.anchor-lost} if they were, and the file
   *     is empty or gone
   */
  public Optional<SignedHead> anchor(AnchorFile file, boolean begin) {
    return Anchoring.append(database, audit.log(), file, begin);
  }

  /** Whether heads were anchored before, and that file is empty or gone. */
  public boolean anchorLost(AnchorFile file) {
    return database.read(reader -> Anchoring.lost(reader, file));
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
