package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.vault.policy.PolicyId;
import mien.vault.subject.SubjectId;

/** Rows of collections and of their sealed files. For the thread of its connection. */
public record CollectionTable(Connection connection) {

  /** A photo's row; its hash and length are sealed. */
  public record Row(
      SubjectId subject,
      String path,
      Instant collectedAt,
      PolicyId template,
      byte[] sealed,
      Optional<byte[]> classifications) {}

  /** One sealed file. */
  public record FileRow(String path, SubjectId subject, String kind) {}

  /** The photo of a subject. */
  public Optional<Row> find(SubjectId subject) throws SQLException {
    return Rows.first(
        connection,
        "SELECT subject_id, path, collected_at, template_id, sealed, classifications_sealed"
            + " FROM collection WHERE subject_id = ?",
        row ->
            new Row(
                new SubjectId(row.getString(1)),
                row.getString(2),
                Rows.instant(row, 3),
                new PolicyId(row.getString(4)),
                row.getBytes(5),
                Optional.ofNullable(row.getBytes(6))),
        subject.value());
  }

  /** Sets the photo of a subject; the file's row must be there. */
  public void put(Row row) throws SQLException {
    Rows.update(connection, "DELETE FROM collection WHERE subject_id = ?", row.subject.value());
    Rows.update(
        connection,
        "INSERT INTO collection (subject_id, path, collected_at, template_id, sealed,"
            + " classifications_sealed) VALUES (?, ?, ?, ?, ?, ?)",
        row.subject.value(),
        row.path,
        row.collectedAt,
        row.template.value(),
        row.sealed,
        row.classifications.orElse(null));
  }

  /** Sets the classifications of a photo that is still the subject's. */
  public int classify(SubjectId subject, String path, byte[] sealed) throws SQLException {
    return Rows.update(
        connection,
        "UPDATE collection SET classifications_sealed = ? WHERE subject_id = ? AND path = ?",
        sealed,
        subject.value(),
        path);
  }

  /** Subjects of whose photo something was guessed. */
  public List<SubjectId> classified() throws SQLException {
    return Rows.list(
        connection,
        "SELECT subject_id FROM collection WHERE classifications_sealed IS NOT NULL"
            + " ORDER BY subject_id",
        row -> new SubjectId(row.getString(1)));
  }

  /** Adds a file; {@code kind} is photo, thumbnail, cache or export. */
  public void addFile(String path, SubjectId subject, String kind, Instant now)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO sealed_file (path, subject_id, kind, created_at) VALUES (?, ?, ?, ?)",
        path,
        subject.value(),
        kind,
        now);
  }

  /** Forgets the photo of a subject and its file, but no other file. */
  public void remove(SubjectId subject, String path) throws SQLException {
    Rows.update(connection, "DELETE FROM collection WHERE subject_id = ?", subject.value());
    removeFile(path);
  }

  /** Forgets a file. */
  public void removeFile(String path) throws SQLException {
    Rows.update(connection, "DELETE FROM sealed_file WHERE path = ?", path);
  }

  /** The files of a subject. */
  public List<FileRow> filesOf(SubjectId subject) throws SQLException {
    return Rows.list(
        connection,
        "SELECT path, subject_id, kind FROM sealed_file WHERE subject_id = ? ORDER BY path",
        row -> new FileRow(row.getString(1), new SubjectId(row.getString(2)), row.getString(3)),
        subject.value());
  }

  /** The path of every file. */
  public Set<String> paths() throws SQLException {
    return new HashSet<>(
        Rows.list(connection, "SELECT path FROM sealed_file", row -> row.getString(1)));
  }

  /** Deletes the photo and every file's row of a subject. */
  public void delete(SubjectId subject) throws SQLException {
    Rows.update(connection, "DELETE FROM collection WHERE subject_id = ?", subject.value());
    Rows.update(connection, "DELETE FROM sealed_file WHERE subject_id = ?", subject.value());
  }
}
