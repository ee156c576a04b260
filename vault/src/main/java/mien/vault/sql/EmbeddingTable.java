package mien.vault.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import mien.core.face.ModelId;
import mien.vault.subject.SubjectId;

/** Rows of {@code embedding}. For the thread of its connection. */
public record EmbeddingTable(Connection connection) {

  private static final String COLUMNS =
      "SELECT embedding_id, subject_id, usage, model_id, normalisation, schema_version, dimension,"
          + " created_at, sealed FROM embedding ";

  /** One embedding; its values are sealed. */
  public record Row(
      String id,
      SubjectId subject,
      String usage,
      ModelId model,
      String normalization,
      int schemaVersion,
      int dimension,
      Instant createdAt,
      byte[] sealed) {}

  /** Adds one. */
  public void add(Row row) throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO embedding (embedding_id, subject_id, usage, model_id, normalisation,"
            + " schema_version, dimension, created_at, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.id,
        row.subject.value(),
        row.usage,
        row.model.value(),
        row.normalization,
        (long) row.schemaVersion,
        (long) row.dimension,
        row.createdAt,
        row.sealed);
  }

  /** Those of a subject, in the order of their ids. */
  public List<Row> of(SubjectId subject) throws SQLException {
    return Rows.list(
        connection,
        COLUMNS + "WHERE subject_id = ? ORDER BY embedding_id",
        EmbeddingTable::row,
        subject.value());
  }

  /**
   * A page in the order of times and ids, after one: what is added later comes later, because the
   * vault's clock does not go back.
   */
  public List<Row> page(Instant after, String afterId, int limit) throws SQLException {
    return Rows.list(
        connection,
        COLUMNS
            + "WHERE created_at > ? OR (created_at = ? AND embedding_id > ?)"
            + " ORDER BY created_at, embedding_id LIMIT ?",
        EmbeddingTable::row,
        after,
        after,
        afterId,
        (long) limit);
  }

  /** Whether one is there. */
  public boolean exists(String id) throws SQLException {
    return Rows.count(connection, "SELECT count(*) FROM embedding WHERE embedding_id = ?", id) > 0;
  }

  /** How many there are. */
  public long count() throws SQLException {
    return Rows.count(connection, "SELECT count(*) FROM embedding");
  }

  /** The ids of all. */
  public List<String> ids() throws SQLException {
    return Rows.list(connection, "SELECT embedding_id FROM embedding", row -> row.getString(1));
  }

  /** Sets the sealed values of one, under another key. */
  public void reseal(String id, byte[] sealed) throws SQLException {
    Rows.update(connection, "UPDATE embedding SET sealed = ? WHERE embedding_id = ?", sealed, id);
  }

  /** Deletes one of a subject's. */
  public int delete(SubjectId subject, String id) throws SQLException {
    return Rows.update(
        connection,
        "DELETE FROM embedding WHERE subject_id = ? AND embedding_id = ?",
        subject.value(),
        id);
  }

  /** Deletes those of a subject that are used so. */
  public int deleteOf(SubjectId subject, String usage) throws SQLException {
    return Rows.update(
        connection,
        "DELETE FROM embedding WHERE subject_id = ? AND usage = ?",
        subject.value(),
        usage);
  }

  /** Deletes those of a subject. */
  public int deleteOf(SubjectId subject) throws SQLException {
    return Rows.update(connection, "DELETE FROM embedding WHERE subject_id = ?", subject.value());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        new SubjectId(row.getString(2)),
        row.getString(3),
        new ModelId(row.getString(4)),
        row.getString(5),
        row.getInt(6),
        row.getInt(7),
        Rows.instant(row, 8),
        row.getBytes(9));
  }
}
