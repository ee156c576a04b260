package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mien.vault.subject.SubjectId;

/**
 * Rows of {@code loose_file} and {@code loose_key}: what lies, or may lie, in the vault without a
 * row of its own because it is about to be kept or about to be removed. What a writer that died
 * leaves is in here, and nothing else may be removed at opening. For the thread of its connection.
 *
 * <p>A row is committed before its file or key is made and, where something goes, in the very
 * transaction that deletes its row; it is deleted after the file or key is gone for good.
 */
public record LooseTable(Connection connection) {

  /** Notes a file. */
  public void add(String path) throws SQLException {
    remove(path);
    Rows.update(connection, "INSERT INTO loose_file (path, known) VALUES (?, 0)", path);
  }

  /** Notes a file that an earlier mien left: known, and never removed. */
  public void addKnown(String path) throws SQLException {
    remove(path);
    Rows.update(connection, "INSERT INTO loose_file (path, known) VALUES (?, 1)", path);
  }

  /** Forgets a file. */
  public void remove(String path) throws SQLException {
    Rows.update(connection, "DELETE FROM loose_file WHERE path = ?", path);
  }

  /** Files that may be removed unless a row has them. */
  public Set<String> files() throws SQLException {
    return paths("SELECT path FROM loose_file WHERE known = 0");
  }

  /** Files that are known and stay. */
  public Set<String> knownFiles() throws SQLException {
    return paths("SELECT path FROM loose_file WHERE known = 1");
  }

  private Set<String> paths(String sql) throws SQLException {
    return new TreeSet<>(Rows.list(connection, sql, row -> row.getString(1)));
  }

  /** Notes a key. */
  public void add(KeyTable.Key key) throws SQLException {
    add(key, 0);
  }

  /** Notes a key that an earlier mien left: known, and never destroyed at opening. */
  public void addKnown(KeyTable.Key key) throws SQLException {
    add(key, 1);
  }

  private void add(KeyTable.Key key, long known) throws SQLException {
    remove(key);
    Rows.update(
        connection,
        "INSERT INTO loose_key (subject_id, kind, generation, known) VALUES (?, ?, ?, ?)",
        key.subject().value(),
        key.kind().word(),
        key.generation(),
        known);
  }

  /** Forgets a key. */
  public void remove(KeyTable.Key key) throws SQLException {
    Rows.update(
        connection,
        "DELETE FROM loose_key WHERE subject_id = ? AND kind = ? AND generation = ?",
        key.subject().value(),
        key.kind().word(),
        key.generation());
  }

  /** Forgets every key of a subject. */
  public void removeKeys(SubjectId subject) throws SQLException {
    Rows.update(connection, "DELETE FROM loose_key WHERE subject_id = ?", subject.value());
  }

  /** Keys that may be destroyed unless they are in use. */
  public List<KeyTable.Key> keys() throws SQLException {
    return keys(0);
  }

  /** Keys that are known and stay. */
  public List<KeyTable.Key> knownKeys() throws SQLException {
    return keys(1);
  }

  private List<KeyTable.Key> keys(long known) throws SQLException {
    return Rows.list(
        connection,
        "SELECT subject_id, kind, generation FROM loose_key WHERE known = ?"
            + " ORDER BY subject_id, kind, generation",
        row ->
            new KeyTable.Key(
                new SubjectId(row.getString(1)), KeyTable.kind(row.getString(2)), row.getLong(3)),
        known);
  }
}
