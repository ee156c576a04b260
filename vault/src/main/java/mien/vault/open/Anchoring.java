package mien.vault.open;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignedHead;
import mien.vault.fault.VaultFault;
import mien.vault.sql.AuditLog;
import mien.vault.sql.Database;
import mien.vault.sql.FactTable;

/** Puts heads of the log out of reach, and holds a vault that is opened to them. */
public final class Anchoring {

  private Anchoring() {}

  /** Refuses a database whose log is older than the anchor, or another. */
  public static void check(Database database, AuditLog log, Optional<Path> anchor) {
    if (anchor.isEmpty()) {
      return;
    }
    Optional<AuditVerdict> verdict = database.read(reader -> contradicted(reader, log, anchor));
    if (verdict.isPresent()) {
      throw new MienException(
          VaultFault.OLDER_DATABASE,
          "The log must continue every head in the anchor file, but this database does not ("
              + verdict.get().line()
              + "): it is older than the vault, or another. Put the newest database back, with the"
              + " files and keys of its time; if it is lost, keep the anchor file, name a new one"
              + " and begin it with 'mien audit head --anchor FILE --begin'. Nothing was changed.");
    }
  }

  private static Optional<AuditVerdict> contradicted(
      Connection reader, AuditLog log, Optional<Path> anchor) throws SQLException {
    try {
      return log.contradicted(reader, new AnchorFile(anchor.orElseThrow()));
    } catch (MienException _) {
      // A disk that is away or a log that is damaged must not keep destruction from being done:
      // the check of the log says it.
      return Optional.empty();
    }
  }

  /**
   * Whether heads were anchored and the file of them is empty or gone: then it is never begun again
   * in silence.
   */
  public static boolean lost(Connection reader, AnchorFile anchor) throws SQLException {
    return new FactTable(reader).anchored().isPresent() && anchor.empty();
  }

  /**
   * Adds the newest head.
   *
   * @param begin whether an empty file may be begun although there was one before
   * @return none where the log is empty
   */
  public static Optional<SignedHead> append(
      Database database, AuditLog log, AnchorFile anchor, boolean begin) {
    Optional<SignedHead> head = database.read(log::newestHead);
    if (!begin && database.read(reader -> lost(reader, anchor))) {
      throw lost();
    }
    if (head.isPresent()) {
      long size = head.get().size();
      anchor.append(head.get());
      database.write(
          transaction -> {
            new FactTable(transaction).setAnchored(size);
            return size;
          });
    }
    return head;
  }

  public static MienException lost() {
    return new MienException(
        VaultFault.AUDIT_ANCHOR_LOST,
        "Heads of this log were put into an anchor file, and the file is empty or gone: find out"
            + " who removed it, or whether its disk is away, and put it back. If it is lost, check"
            + " the log by hand, then begin it with 'mien audit head --anchor FILE --begin'.");
  }
}
