package mien.vault.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code erasure}. For the thread of its connection. */
public record ErasureTable(Connection connection) {

  private static final String COLUMNS =
      "SELECT erasure_id, subject_id, scope, reason, actor, begun_at, summary, pseudonym,"
          + " fingerprints, receipt, signature FROM erasure ";

  /**
   * One erasure: begun, then destroyed (with summary, pseudonym and what to look for), then
   * receipted.
   */
  public record Row(
      String id,
      String subject,
      String scope,
      String reason,
      String actor,
      Instant begunAt,
      Optional<String> summary,
      Optional<String> pseudonym,
      Optional<byte[]> fingerprints,
      Optional<byte[]> receipt,
      Optional<byte[]> signature) {

    /** Whether something took the place of what went: it is signed for on demand. */
    public boolean replaced() {
      return reason.equals("replaced");
    }
  }

  /** Begins one. */
  public void begin(
      String id, String subject, String scope, String reason, String actor, Instant now)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO erasure (erasure_id, subject_id, scope, reason, actor, begun_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        id,
        subject,
        scope,
        reason,
        actor,
        now);
  }

  /** Notes that the rows and keys are gone, and what to look for. */
  public void destroyed(String id, String summary, String pseudonym, byte[] fingerprints)
      throws SQLException {
    Rows.update(
        connection,
        "UPDATE erasure SET summary = ?, pseudonym = ?, fingerprints = ? WHERE erasure_id = ?",
        summary,
        pseudonym,
        fingerprints,
        id);
  }

  /** Ends one; who it was and what was looked for is forgotten. */
  public void end(String id, byte[] receipt, byte[] signature) throws SQLException {
    Rows.update(
        connection,
        "UPDATE erasure SET receipt = ?, signature = ?, subject_id = '', fingerprints = NULL"
            + " WHERE erasure_id = ?",
        receipt,
        signature,
        id);
  }

  /**
   * Those that must be ended, the oldest first: without a receipt. What was replaced gets its
   * receipt when someone asks, unless its subject is gone.
   */
  public List<Row> pending() throws SQLException {
    return Rows.list(
        connection,
        COLUMNS
            + "WHERE receipt IS NULL AND (reason <> 'replaced' OR NOT EXISTS"
            + " (SELECT 1 FROM subject s WHERE s.subject_id = erasure.subject_id))"
            + " ORDER BY begun_at",
        ErasureTable::row);
  }

  /** What was replaced and has no receipt yet, the oldest first. */
  public List<Row> replaced(int most) throws SQLException {
    return Rows.list(
        connection,
        COLUMNS + "WHERE receipt IS NULL AND reason = 'replaced' ORDER BY begun_at LIMIT ?",
        ErasureTable::row,
        (long) most);
  }

  /** Whether one of a subject is without a receipt. */
  public boolean pending(String subject) throws SQLException {
    return Rows.count(
            connection,
            "SELECT count(*) FROM erasure"
                + " WHERE subject_id = ? AND receipt IS NULL AND reason <> 'replaced'",
            subject)
        > 0;
  }

  /** The erasure of that id. */
  public Optional<Row> find(String id) throws SQLException {
    return Rows.first(connection, COLUMNS + "WHERE erasure_id = ?", ErasureTable::row, id);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Rows.instant(row, 6),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getString(8)),
        Optional.ofNullable(row.getBytes(9)),
        Optional.ofNullable(row.getBytes(10)),
        Optional.ofNullable(row.getBytes(11)));
  }
}
