package mien.vault.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mien.vault.policy.PolicyId;
import mien.vault.policy.Purpose;
import mien.vault.policy.Sha256;
import mien.vault.subject.SubjectId;

/** Rows of {@code consent}. For the thread of its connection. */
public record ConsentTable(Connection connection) {

  private static final String COLUMNS =
      "SELECT consent_id, subject_id, template_id, text_sha256, purpose, given_at, expires_at,"
          + " withdrawn_at, sealed, bound FROM consent ";

  /**
   * One release; who signed and the evidence are sealed. {@code bound} is none where an earlier
   * mien wrote it.
   */
  public record Row(
      String id,
      SubjectId subject,
      PolicyId template,
      Sha256 textHash,
      Purpose purpose,
      Instant givenAt,
      Instant expiresAt,
      Optional<Instant> withdrawnAt,
      byte[] sealed,
      Optional<byte[]> bound) {}

  /** Adds a release. */
  public void add(Row row) throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO consent (consent_id, subject_id, template_id, text_sha256, purpose, given_at,"
            + " expires_at, sealed, bound) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.id,
        row.subject.value(),
        row.template.value(),
        row.textHash.bytes(),
        row.purpose.value(),
        row.givenAt,
        row.expiresAt,
        row.sealed,
        row.bound.orElse(null));
  }

  /** Every release of a subject, the latest first. */
  public List<Row> of(SubjectId subject) throws SQLException {
    return Rows.list(
        connection,
        COLUMNS + "WHERE subject_id = ? ORDER BY given_at DESC, consent_id DESC",
        ConsentTable::row,
        subject.value());
  }

  /** The latest release of a subject. */
  public Optional<Row> latest(SubjectId subject) throws SQLException {
    return Rows.first(
        connection,
        COLUMNS + "WHERE subject_id = ? ORDER BY given_at DESC, consent_id DESC LIMIT 1",
        ConsentTable::row,
        subject.value());
  }

  /** Withdraws one release. */
  public void withdraw(String id, Instant at) throws SQLException {
    Rows.update(connection, "UPDATE consent SET withdrawn_at = ? WHERE consent_id = ?", at, id);
  }

  /** Binds the columns of one release. */
  public void bind(String id, byte[] bound) throws SQLException {
    Rows.update(connection, "UPDATE consent SET bound = ? WHERE consent_id = ?", bound, id);
  }

  /** Every release, subject by subject. */
  public List<Row> all() throws SQLException {
    return Rows.list(
        connection, COLUMNS + "ORDER BY subject_id, given_at, consent_id", ConsentTable::row);
  }

  /** Releases whose term is over and of which the log does not know yet; {@code most} of them. */
  public List<Row> newlyExpired(Instant now, int most) throws SQLException {
    return Rows.list(
        connection,
        COLUMNS
            + "WHERE expires_at <= ? AND withdrawn_at IS NULL AND expiry_noted_at IS NULL"
            + " ORDER BY expires_at LIMIT ?",
        ConsentTable::row,
        now,
        (long) most);
  }

  /** Remembers that the log knows. */
  public void expiryNoted(String id, Instant at) throws SQLException {
    Rows.update(connection, "UPDATE consent SET expiry_noted_at = ? WHERE consent_id = ?", at, id);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        new SubjectId(row.getString(2)),
        new PolicyId(row.getString(3)),
        Sha256.ofDigest(row.getBytes(4)),
        new Purpose(row.getString(5)),
        Rows.instant(row, 6),
        Rows.instant(row, 7),
        Rows.maybeInstant(row, 8),
        row.getBytes(9),
        Optional.ofNullable(row.getBytes(10)));
  }
}
