package mien.vault.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.subject.SubjectId;

/** Rows of the schema {@code mien_keys}. For the thread of its connection. */
public record KeyTable(Connection connection) {

  private static final String COLUMNS =
      "SELECT k.subject_id, k.kind, k.generation, k.wrapped FROM mien_keys.subject_key k ";

  /**
   * Which key.
   *
   * @param generation from 0; above it only for biometric keys, which go with the photo they seal
   */
  public record Key(SubjectId subject, SubjectKeyKind kind, long generation) {}

  /** One wrapped key. */
  public record Row(Key key, byte[] wrapped) {}

  /** Adds a key. */
  public void add(Row row) throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO mien_keys.subject_key (subject_id, kind, generation, wrapped)"
            + " VALUES (?, ?, ?, ?)",
        row.key.subject.value(),
        row.key.kind.word(),
        row.key.generation,
        row.wrapped);
  }

  /** A subject's wrapped key that is in use; of biometric ones, the one that seals what is held. */
  public Optional<Row> find(SubjectId subject, SubjectKeyKind kind) throws SQLException {
    return Rows.first(
        connection,
        COLUMNS
            + "WHERE k.subject_id = ? AND k.kind = ? AND k.generation = CASE WHEN k.kind ="
            + " 'biometric' THEN COALESCE((SELECT s.biometric_generation FROM subject s"
            + " WHERE s.subject_id = k.subject_id), 0) ELSE 0 END",
        KeyTable::row,
        subject.value(),
        kind.word());
  }

  /** The wrapped keys in use of a kind, of every subject. */
  public Map<SubjectId, Row> inUse(SubjectKeyKind kind) throws SQLException {
    Map<SubjectId, Row> keys = new HashMap<>();
    List<Row> rows =
        Rows.list(
            connection,
            COLUMNS
                + "JOIN subject s ON s.subject_id = k.subject_id WHERE k.kind = ? AND k.generation ="
                + " CASE WHEN k.kind = 'biometric' THEN s.biometric_generation ELSE 0 END",
            KeyTable::row,
            kind.word());
    rows.forEach(row -> keys.put(row.key.subject, row));
    return keys;
  }

  /** One key, in use or not. */
  public Optional<Row> find(Key key) throws SQLException {
    return Rows.first(
        connection,
        COLUMNS + "WHERE k.subject_id = ? AND k.kind = ? AND k.generation = ?",
        KeyTable::row,
        key.subject.value(),
        key.kind.word(),
        key.generation);
  }

  /** Every key, for wrapping again. */
  public List<Row> all() throws SQLException {
    return Rows.list(connection, COLUMNS, KeyTable::row);
  }

  /** Every key of a subject and kind, whatever its generation. */
  public List<Row> all(SubjectId subject, SubjectKeyKind kind) throws SQLException {
    return Rows.list(
        connection,
        COLUMNS + "WHERE k.subject_id = ? AND k.kind = ?",
        KeyTable::row,
        subject.value(),
        kind.word());
  }

  /** Replaces a wrapped key. */
  public void replace(Row row) throws SQLException {
    Rows.update(
        connection,
        "UPDATE mien_keys.subject_key SET wrapped = ?"
            + " WHERE subject_id = ? AND kind = ? AND generation = ?",
        row.wrapped,
        row.key.subject.value(),
        row.key.kind.word(),
        row.key.generation);
  }

  /** Destroys one key. */
  public int destroy(Key key) throws SQLException {
    return Rows.update(
        connection,
        "DELETE FROM mien_keys.subject_key WHERE subject_id = ? AND kind = ? AND generation = ?",
        key.subject.value(),
        key.kind.word(),
        key.generation);
  }

  /** Destroys the keys of a subject and kind, whatever their generation. */
  public int destroy(SubjectId subject, SubjectKeyKind kind) throws SQLException {
    return Rows.update(
        connection,
        "DELETE FROM mien_keys.subject_key WHERE subject_id = ? AND kind = ?",
        subject.value(),
        kind.word());
  }

  /**
   * Keys that no row accounts for: of a subject that is not there, or of a generation that is not
   * in use, and neither loose nor about to be erased.
   */
  public List<Key> strangers() throws SQLException {
    return Rows.list(
        connection,
        COLUMNS
            + "LEFT JOIN subject s ON s.subject_id = k.subject_id"
            + " WHERE (s.subject_id IS NULL"
            + " OR k.generation <> CASE WHEN k.kind = 'biometric' THEN s.biometric_generation"
            + " ELSE 0 END)"
            + " AND NOT EXISTS (SELECT 1 FROM loose_key l WHERE l.subject_id = k.subject_id"
            + " AND l.kind = k.kind AND l.generation = k.generation)"
            + " AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.subject_id = k.subject_id"
            + " AND e.receipt IS NULL AND e.reason <> 'replaced')",
        row -> row(row).key());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new Key(new SubjectId(row.getString(1)), kind(row.getString(2)), row.getLong(3)),
        row.getBytes(4));
  }

  /** A fact of the vault as a whole. */
  public Optional<byte[]> fact(String name) throws SQLException {
    return Rows.first(
        connection,
        "SELECT value FROM mien_keys.master_fact WHERE name = ?",
        row -> row.getBytes(1),
        name);
  }

  /** Sets a fact. */
  public void setFact(String name, byte[] value) throws SQLException {
    Rows.update(connection, "DELETE FROM mien_keys.master_fact WHERE name = ?", name);
    Rows.update(
        connection, "INSERT INTO mien_keys.master_fact (name, value) VALUES (?, ?)", name, value);
  }

  static SubjectKeyKind kind(String word) {
    for (SubjectKeyKind kind : SubjectKeyKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no key is of the kind " + word);
  }
}
