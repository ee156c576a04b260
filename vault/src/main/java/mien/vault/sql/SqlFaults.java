package mien.vault.sql;

import java.sql.SQLException;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import org.sqlite.SQLiteException;

/** Says in mien's words what a database could not do. */
final class SqlFaults {

  private SqlFaults() {}

  static MienException of(SQLException e) {
    return e instanceof SQLiteException sqlite ? ofSqlite(sqlite) : ofServer(e);
  }

  /** The answer to a commit was lost, and the server cannot be asked. */
  static MienException unknown(SQLException e) {
    return new MienException(
        VaultFault.UNKNOWN,
        "The connection to the database server was lost while it committed, and it cannot be asked:"
            + " whether this was done is unknown. See that the server runs, then look before you do"
            + " it again; the next opening puts in order what was left.",
        e);
  }

  private static MienException ofSqlite(SQLiteException e) {
    // The low byte of an extended code is the primary one (sqlite.org/rescode.html).
    return switch (e.getResultCode().code & 0xff) {
      case 5, 6 ->
          new MienException(VaultFault.BUSY, "Another process holds the database: try again.", e);
      case 8, 14 ->
          new MienException(
              VaultFault.READ_ONLY,
              "The vault must be able to write its database and cannot: check the owner and mode"
                  + " of its folder, and whether the disk is mounted read-only.",
              e);
      case 10 ->
          new MienException(
              VaultFault.DISK,
              "The disk failed to read or write the database: check the disk. Nothing was changed.",
              e);
      case 11, 26 ->
          new MienException(
              VaultFault.DAMAGED, "The database is damaged or none: restore it from a backup.", e);
      case 13 ->
          new MienException(
              VaultFault.DISK_FULL,
              "The disk is full, and nothing was changed: make room and try again.",
              e);
      default -> MienException.bug(VaultFault.DATABASE, "The database refused a statement.", e);
    };
  }

  private static MienException ofServer(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state.length() < 2 ? state : state.substring(0, 2)) {
      case "08", "57" ->
          new MienException(
              VaultFault.DATABASE,
              "The connection to the database server failed, so this was not finished: check that it"
                  + " runs, and its address. Look at what was done before you do it again.",
              e);
      case "28" ->
          new MienException(
              VaultFault.DATABASE,
              "The database server refused the user: check the user and password.",
              e);
      case "25" ->
          new MienException(VaultFault.READ_ONLY, "The database server allows reading only.", e);
      case "53" ->
          new MienException(
              VaultFault.DISK_FULL,
              "The database server has no room left, and nothing was changed: make room.",
              e);
      case "40", "55" ->
          new MienException(VaultFault.BUSY, "Another process holds the database: try again.", e);
      default -> MienException.bug(VaultFault.DATABASE, "The database refused a statement.", e);
    };
  }
}
