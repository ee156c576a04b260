package mien.vault.open;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.fault.VaultFault;
import mien.vault.sql.Database;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.SubjectId;

/**
 * What every part of an open vault works with.
 *
 * @param config as it was opened
 * @param database rows
 * @param keys keys
 * @param files sealed files
 * @param audit the log
 * @param clock time
 * @param faults where tests let it die
 */
public record VaultParts(
    VaultConfig config,
    Database database,
    KeyRing keys,
    SealedFiles files,
    AuditTrail audit,
    VaultClock clock,
    FaultPoints faults) {

  /**
   * Opens the database, or makes it, and reads its keys; refuses a database that is older than the
   * anchor, or not the folder's.
   */
  public static VaultParts open(VaultConfig config, FaultPoints faults, KeyRing.Missing missing) {
    if (missing == KeyRing.Missing.REFUSE) {
      VaultFolder.requireMade(config);
    }
    VaultClock clock = new VaultClock(config.clock());
    Database database = VaultFolder.database(config, clock.raw());
    try {
      KeyRing keys = database.write(transaction -> KeyRing.open(transaction, config, missing));
      AuditTrail audit = new AuditTrail(keys, clock);
      Anchoring.check(database, audit.log(), config.anchor());
      VaultIdentity.check(config.folder(), keys.vaultId());
      SealedFiles files = new SealedFiles(config.folder(), faults);
      return new VaultParts(config, database, keys, files, audit, clock, faults);
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  /** A new id of 32 digits. */
  public String newId() {
    byte[] bytes = new byte[16];
    config.random().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Throws unless the actor may; the refusal is logged. */
  public void require(Actor actor, Role role) {
    if (actor.role().covers(role)) {
      return;
    }
    database.write(
        transaction -> {
          audit.appendForAll(
              transaction,
              AuditAction.ACCESS_REFUSED,
              actor,
              clock.now(transaction),
              "needed",
              role.word());
          return Optional.empty();
        });
    throw new MienException(
        VaultFault.ROLE,
        "This needs the role "
            + role.word()
            + ", and the key used has the role "
            + actor.role().word()
            + ": ask a person who has it.");
  }

  /** The subject of that id, which must be there. */
  public static SubjectTable.Row subject(Connection connection, SubjectId id) throws SQLException {
    return new SubjectTable(connection).find(id).orElseThrow(VaultParts::unknown);
  }

  public static MienException unknown() {
    return new MienException(
        VaultFault.SUBJECT_UNKNOWN, "There is no subject of that id: it was mistyped, or erased.");
  }
}
