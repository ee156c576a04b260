package mien.vault.erase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.open.BiometricKeys;
import mien.vault.open.EmbeddingSeal;
import mien.vault.open.PhotoSeal;
import mien.vault.open.SealedFiles;
import mien.vault.open.VaultParts;
import mien.vault.seal.SealingKey;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.subject.SubjectId;

/**
 * Gives what is held of a subject a new key, because something that the old key sealed is destroyed
 * and backups of it must say nothing. What stays is sealed again; the photo's file is written
 * again.
 *
 * <p>Three steps while no one else writes: {@link #prepare} makes key and file, both loose; {@link
 * #apply} moves the rows to them in the transaction that destroys, and from then on the old key and
 * file are loose; {@link #finish} removes those. A death in between leaves only what is loose.
 */
public final class Renewal {

  private final VaultParts parts;

  public Renewal(VaultParts parts) {
    this.parts = parts;
  }

  /**
   * What the rows move to.
   *
   * @param which the next key
   * @param key the same, open
   * @param path of the photo's new file; none: no photo, or its file does not open and stays
   */
  public record Fresh(KeyTable.Key which, SealingKey key, Optional<String> path) {}

  /**
   * What is loose afterwards.
   *
   * @param path of the file that was left, if one was
   * @param key that sealed it
   */
  public record Old(Optional<String> path, KeyTable.Key key) {}

  /** Makes the next key and seals the photo under it. */
  public Fresh prepare(Database.Writer session, SubjectId id) throws SQLException {
    String path = SealedFiles.path(parts.newId());
    KeyTable.Key which =
        session.transaction(
            transaction -> {
              KeyTable.Key next = BiometricKeys.next(transaction, id);
              BiometricKeys.announce(transaction, next);
              new LooseTable(transaction).add(path);
              return next;
            });
    SealingKey key = BiometricKeys.ready(parts, session, which);
    Optional<byte[]> photo = session.transaction(transaction -> photo(transaction, id));
    photo.ifPresent(
        bytes ->
            parts
                .files()
                .write(
                    path,
                    key.seal(bytes, PhotoSeal.fileContext(id, path), parts.config().random())));
    return new Fresh(which, key, photo.map(_ -> path));
  }

  /** The photo; none if there is none or it does not open. */
  private Optional<byte[]> photo(Connection connection, SubjectId id) throws SQLException {
    Optional<CollectionTable.Row> row = new CollectionTable(connection).find(id);
    try {
      Optional<SealingKey> key =
          parts.keys().find(connection, BiometricKeys.current(connection, id));
      return row.isEmpty() || key.isEmpty()
          ? Optional.empty()
          : Optional.of(
              key.get()
                  .open(
                      parts.files().read(row.get().path()),
                      PhotoSeal.fileContext(id, row.get().path())));
    } catch (MienException _) {
      return Optional.empty();
    }
  }

  /** Moves every row of the subject that is still there; of guesses, those that are disclosed. */
  public Old apply(Connection transaction, SubjectId id, Fresh fresh) throws SQLException {
    KeyTable.Key earlier = BiometricKeys.current(transaction, id);
    Optional<SealingKey> old = open(transaction, earlier);
    sealEmbeddings(transaction, id, old, fresh.key());
    Optional<CollectionTable.Row> photo = new CollectionTable(transaction).find(id);
    if (photo.isPresent()) {
      movePhoto(transaction, photo.get(), old, fresh);
    }
    BiometricKeys.settle(transaction, fresh.which());
    LooseTable loose = new LooseTable(transaction);
    loose.add(earlier);
    Optional<String> left =
        photo.map(CollectionTable.Row::path).filter(_ -> fresh.path().isPresent());
    if (left.isPresent()) {
      loose.add(left.get());
    }
    return new Old(left, earlier);
  }

  /** An earlier key; none where it does not open: what it sealed did not open before either. */
  Optional<SealingKey> open(Connection connection, KeyTable.Key key) throws SQLException {
    try {
      return parts.keys().find(connection, key);
    } catch (MienException _) {
      return Optional.empty();
    }
  }

  /** Seals again what opens; the rest did not open before either, and is named as damaged. */
  void sealEmbeddings(
      Connection transaction, SubjectId id, Optional<SealingKey> old, SealingKey fresh)
      throws SQLException {
    EmbeddingTable table = new EmbeddingTable(transaction);
    for (EmbeddingTable.Row row : table.of(id)) {
      try {
        table.reseal(
            row.id(), EmbeddingSeal.reseal(row, old.orElseThrow(), fresh, parts.config().random()));
      } catch (MienException | NoSuchElementException | IllegalArgumentException _) {
        // Stays as it is.
      }
    }
  }

  private void movePhoto(
      Connection transaction, CollectionTable.Row row, Optional<SealingKey> old, Fresh fresh)
      throws SQLException {
    String path = fresh.path().orElse(row.path());
    CollectionTable table = new CollectionTable(transaction);
    Optional<CollectionTable.Row> moved =
        old.flatMap(key -> PhotoSeal.moved(parts, row, path, key, fresh.key()));
    if (!path.equals(row.path())) {
      table.addFile(path, row.subject(), "photo", row.collectedAt());
      new LooseTable(transaction).remove(path);
    }
    table.put(
        moved.orElse(
            new CollectionTable.Row(
                row.subject(),
                path,
                row.collectedAt(),
                row.template(),
                row.sealed(),
                Optional.empty())));
    if (!path.equals(row.path())) {
      table.removeFile(row.path());
    }
  }

  /** Removes a file that was prepared and is not needed: nothing was changed. */
  public void undo(Fresh fresh) {
    fresh.path().ifPresent(parts.files()::removeQuietly);
  }

  /** Removes the old file and key for good. */
  public void finish(Database.Writer session, Old old) throws SQLException {
    if (old.path().isPresent()) {
      parts.files().remove(List.of(old.path().get()));
      parts.files().sync();
      session.transaction(
          transaction -> {
            new LooseTable(transaction).remove(old.path().get());
            return old;
          });
    }
    BiometricKeys.destroy(session, old.key());
  }
}
