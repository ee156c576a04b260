package mien.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.seal.SealingKey;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;

/**
 * Destroys a photo because another takes its place: its row, its file, the references that were
 * made of it, and the key that sealed them, so that backups of it say nothing. What is kept of it
 * is what a receipt needs, until somebody asks for that.
 *
 * <p>Rows go in the transaction in which the new photo is kept; the file and the key are loose from
 * then on, and go right after it, or at the next opening.
 */
final class Replacement {

  private final VaultParts parts;
  private final Traces traces;
  private final Destruction destruction;

  Replacement(VaultParts parts) {
    this.parts = parts;
    this.traces = new Traces(parts);
    this.destruction = new Destruction(parts);
  }

  /**
   * What goes.
   *
   * @param erasure under which it is signed for
   * @param path of its file
   * @param key that sealed it
   */
  record Gone(String erasure, String path, KeyTable.Key key) {}

  /**
   * Deletes the rows of the photo that is held, if there is one, and seals again what stays.
   *
   * @param fresh the new photo's key
   * @return what is loose now
   */
  Optional<Gone> replace(
      Connection transaction, SubjectId id, SealingKey fresh, Actor actor, Instant now)
      throws SQLException {
    CollectionTable photos = new CollectionTable(transaction);
    Optional<CollectionTable.Row> held = photos.find(id);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    String path = held.get().path();
    Gone gone = new Gone(parts.newId(), path, BiometricKeys.current(transaction, id));
    Fingerprints fingerprints = traces.of(transaction, id, EraseScope.PHOTO);
    boolean there = parts.files().exists(path);
    boolean keyed = new KeyTable(transaction).find(gone.key()).isPresent();
    EmbeddingTable embeddings = new EmbeddingTable(transaction);
    int references = embeddings.deleteOf(id, EmbeddingUse.REFERENCE.word());
    sealAgain(transaction, id, fresh, gone.key());
    photos.remove(id, path);
    LooseTable loose = new LooseTable(transaction);
    loose.add(path);
    loose.add(gone.key());
    ErasureTable erasures = new ErasureTable(transaction);
    erasures.begin(
        gone.erasure(),
        id.value(),
        EraseScope.PHOTO.word(),
        EraseReason.REPLACED.word(),
        actor.label(),
        now);
    erasures.destroyed(
        gone.erasure(),
        Destruction.summary(
            there ? 1 : 0,
            there ? 1 : 0,
            references,
            0,
            keyed ? List.of(gone.key().kind().word()) : List.of()),
        destruction.pseudonym(transaction, id).hex(),
        fingerprints.bytes());
    return Optional.of(gone);
  }

  /** Embeddings of other photos stay, under the new key. */
  private void sealAgain(
      Connection transaction, SubjectId id, SealingKey fresh, KeyTable.Key earlier)
      throws SQLException {
    EmbeddingTable table = new EmbeddingTable(transaction);
    for (EmbeddingTable.Row row : table.of(id)) {
      try {
        SealingKey old = parts.keys().find(transaction, earlier).orElseThrow();
        table.reseal(row.id(), EmbeddingStore.reseal(row, old, fresh, parts.config().random()));
      } catch (MienException | java.util.NoSuchElementException | IllegalArgumentException _) {
        // It did not open before either, and is named as damaged.
      }
    }
  }

  /** Removes file and key of what was replaced, for good. */
  void finish(Database.Writer session, Gone gone) throws SQLException {
    parts.files().remove(List.of(gone.path()));
    parts.files().sync();
    session.transaction(
        transaction -> {
          new LooseTable(transaction).remove(gone.path());
          return gone;
        });
    BiometricKeys.destroy(session, gone.key());
  }
}
