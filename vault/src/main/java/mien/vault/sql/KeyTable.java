package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import mien.vault.SubjectId;
import mien.vault.seal.SubjectKeyKind;

/** Rows of the schema {@code mien_keys}. For the thread of its connection. */
public record KeyTable(Connection connection) {

  /** One wrapped key. */
  public record Row(SubjectId subject, SubjectKeyKind kind, byte[] wrapped) {}

  /** Adds a key. */
  public void add(SubjectId subject, SubjectKeyKind kind, byte[] wrapped) throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO mien_keys.subject_key (subject_id, kind, wrapped) VALUES (?, ?, ?)",
        subject.value(),
        kind.word(),
        wrapped);
  }

  /** A subject's wrapped key. */
  public Optional<byte[]> find(SubjectId subject, SubjectKeyKind kind) throws SQLException {
    return Rows.first(
        connection,
        "SELECT wrapped FROM mien_keys.subject_key WHERE subject_id = ? AND kind = ?",
        row -> row.getBytes(1),
        subject.value(),
        kind.word());
  }

  /** Every key, for wrapping anew. */
  public List<Row> all() throws SQLException {
    return Rows.list(
        connection,
        "SELECT subject_id, kind, wrapped FROM mien_keys.subject_key",
        row -> new Row(new SubjectId(row.getString(1)), kind(row.getString(2)), row.getBytes(3)));
  }

  /** Replaces a wrapped key. */
  public void replace(Row row) throws SQLException {
    Rows.update(
        connection,
        "UPDATE mien_keys.subject_key SET wrapped = ? WHERE subject_id = ? AND kind = ?",
        row.wrapped,
        row.subject.value(),
        row.kind.word());
  }

  /** Destroys one key. */
  public int destroy(SubjectId subject, SubjectKeyKind kind) throws SQLException {
    return Rows.update(
        connection,
        "DELETE FROM mien_keys.subject_key WHERE subject_id = ? AND kind = ?",
        subject.value(),
        kind.word());
  }

  /** Destroys keys that open nothing: what a crash between two commits may leave. */
  public int destroyOrphans() throws SQLException {
    int strangers =
        Rows.update(
            connection,
            "DELETE FROM mien_keys.subject_key"
                + " WHERE subject_id NOT IN (SELECT subject_id FROM subject)");
    return strangers
        + Rows.update(
            connection,
            "DELETE FROM mien_keys.subject_key WHERE kind = 'biometric'"
                + " AND subject_id NOT IN (SELECT subject_id FROM sealed_file)"
                + " AND subject_id NOT IN (SELECT subject_id FROM embedding)");
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

  private static SubjectKeyKind kind(String word) {
    for (SubjectKeyKind kind : SubjectKeyKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no key is of the kind " + word);
  }
}
