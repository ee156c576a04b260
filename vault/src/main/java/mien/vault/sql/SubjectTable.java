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
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import org.jspecify.annotations.Nullable;

/** Rows of {@code subject}. For the thread of its connection. */
public record SubjectTable(Connection connection) {

  private static final String COLUMNS =
      "SELECT subject_id, safe_id, created_at, last_interaction_at, purpose_satisfied_at,"
          + " hold_placed_at, hold_sealed, biometric_generation FROM subject ";

  private static final String CLOCKS =
      """
      SELECT s.subject_id, s.last_interaction_at, s.purpose_satisfied_at,
        CASE WHEN s.hold_placed_at IS NULL THEN 0 ELSE 1 END,
        CASE WHEN EXISTS (SELECT 1 FROM sealed_file f WHERE f.subject_id = s.subject_id)
          THEN 1 ELSE 0 END,
        CASE WHEN EXISTS (SELECT 1 FROM embedding e WHERE e.subject_id = s.subject_id)
          THEN 1 ELSE 0 END,
        CASE WHEN EXISTS (SELECT 1 FROM collection p WHERE p.subject_id = s.subject_id
          AND p.classifications_sealed IS NOT NULL) THEN 1 ELSE 0 END,
        c.consent_id, c.subject_id, c.template_id, c.text_sha256, c.purpose, c.given_at,
        c.expires_at, c.withdrawn_at, c.bound
      FROM subject s LEFT JOIN consent c ON c.consent_id =
        (SELECT consent_id FROM consent l WHERE l.subject_id = s.subject_id
         ORDER BY l.given_at DESC, l.consent_id DESC LIMIT 1)
      """;

  /** One subject; a hold has its time and its sealed reason, or neither. */
  public record Row(
      SubjectId id,
      SafeId safeId,
      Instant createdAt,
      Instant lastInteractionAt,
      Optional<Instant> purposeSatisfiedAt,
      Optional<Instant> holdPlacedAt,
      Optional<byte[]> holdSealed,
      long biometricGeneration) {}

  /**
   * What decides about a subject: its clocks, what is held, and its latest release, without what is
   * sealed of it.
   */
  public record Clocks(
      SubjectId id,
      Instant lastInteractionAt,
      Optional<Instant> purposeSatisfiedAt,
      boolean held,
      boolean files,
      boolean embeddings,
      boolean classifications,
      Optional<ConsentTable.Row> release) {

    /** Whether anything biometric is held. */
    public boolean biometric() {
      return files || embeddings;
    }

    /** Which text the latest release is to. */
    public Optional<PolicyId> template() {
      return release.map(ConsentTable.Row::template);
    }

    /** When it was withdrawn, if it was. */
    public Optional<Instant> withdrawnAt() {
      return release.flatMap(ConsentTable.Row::withdrawnAt);
    }

    /** When its term ends. */
    public Optional<Instant> consentExpiresAt() {
      return release.map(ConsentTable.Row::expiresAt);
    }
  }

  /** Adds a subject. */
  public void add(SubjectId id, SafeId safeId, Instant now) throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO subject (subject_id, safe_id, created_at, last_interaction_at)"
            + " VALUES (?, ?, ?, ?)",
        id.value(),
        safeId.value(),
        now,
        now);
  }

  /** The subject of that id. */
  public Optional<Row> find(SubjectId id) throws SQLException {
    return Rows.first(connection, COLUMNS + "WHERE subject_id = ?", SubjectTable::row, id.value());
  }

  /** The subject of that safe id. */
  public Optional<Row> find(SafeId id) throws SQLException {
    return Rows.first(connection, COLUMNS + "WHERE safe_id = ?", SubjectTable::row, id.value());
  }

  /** Subjects whose safe id begins so, after another, in the order of their safe ids' bytes. */
  public List<Row> page(String prefix, String after, int limit) throws SQLException {
    return Rows.list(
        connection,
        COLUMNS
            + "WHERE substr(safe_id, 1, length(?)) = ? AND safe_id > ? ORDER BY safe_id LIMIT ?",
        SubjectTable::row,
        prefix,
        prefix,
        after,
        (long) limit);
  }

  /** Restarts the clock of interactions. */
  public void interacted(SubjectId id, Instant now) throws SQLException {
    Rows.update(
        connection,
        "UPDATE subject SET last_interaction_at = ? WHERE subject_id = ?",
        now,
        id.value());
  }

  /** Says when the purpose was satisfied; null: a new one began. */
  public void purposeSatisfied(SubjectId id, @Nullable Instant at) throws SQLException {
    Rows.update(
        connection,
        "UPDATE subject SET purpose_satisfied_at = ? WHERE subject_id = ?",
        at,
        id.value());
  }

  /** Places a hold, or lifts it with nulls. */
  public void hold(SubjectId id, @Nullable Instant at, byte @Nullable [] sealed)
      throws SQLException {
    Rows.update(
        connection,
        "UPDATE subject SET hold_placed_at = ?, hold_sealed = ? WHERE subject_id = ?",
        at,
        sealed,
        id.value());
  }

  /** Says which generation of the biometric key seals what is held. */
  public void biometricGeneration(SubjectId id, long generation) throws SQLException {
    Rows.update(
        connection,
        "UPDATE subject SET biometric_generation = ? WHERE subject_id = ?",
        generation,
        id.value());
  }

  /** Deletes a subject with everything that refers to it. */
  public void delete(SubjectId id) throws SQLException {
    Rows.update(connection, "DELETE FROM collection WHERE subject_id = ?", id.value());
    Rows.update(connection, "DELETE FROM subject WHERE subject_id = ?", id.value());
  }

  /** How many there are. */
  public long count() throws SQLException {
    return Rows.count(connection, "SELECT count(*) FROM subject");
  }

  /** The clocks of every subject. */
  public List<Clocks> clocks() throws SQLException {
    return Rows.list(connection, CLOCKS, SubjectTable::clocks);
  }

  /** The clocks of one subject. */
  public Optional<Clocks> clocks(SubjectId id) throws SQLException {
    return Rows.first(
        connection, CLOCKS + " WHERE s.subject_id = ?", SubjectTable::clocks, id.value());
  }

  private static Clocks clocks(ResultSet row) throws SQLException {
    return new Clocks(
        new SubjectId(row.getString(1)),
        Rows.instant(row, 2),
        Rows.maybeInstant(row, 3),
        row.getLong(4) != 0,
        row.getLong(5) != 0,
        row.getLong(6) != 0,
        row.getLong(7) != 0,
        row.getString(8) == null ? Optional.empty() : Optional.of(release(row)));
  }

  private static ConsentTable.Row release(ResultSet row) throws SQLException {
    return new ConsentTable.Row(
        row.getString(8),
        new SubjectId(row.getString(9)),
        new PolicyId(row.getString(10)),
        Sha256.ofDigest(row.getBytes(11)),
        new Purpose(row.getString(12)),
        Rows.instant(row, 13),
        Rows.instant(row, 14),
        Rows.maybeInstant(row, 15),
        new byte[0],
        Optional.ofNullable(row.getBytes(16)));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new SubjectId(row.getString(1)),
        new SafeId(row.getString(2)),
        Rows.instant(row, 3),
        Rows.instant(row, 4),
        Rows.maybeInstant(row, 5),
        Rows.maybeInstant(row, 6),
        Optional.ofNullable(row.getBytes(7)),
        row.getLong(8));
  }
}
