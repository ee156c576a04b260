package mien.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.core.face.Embedding;
import mien.vault.seal.SealingKey;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.KeyTable;

/**
 * Makes a subject's reference anew from the photo that is held: after a change of the model, or
 * where none could be made when the photo came.
 *
 * <p>Consent is asked twice: before the photo is opened, because nothing may even be computed
 * without it, and when the embedding is kept, because it may be gone by then.
 */
final class ReferenceMaker {

  private final VaultParts parts;
  private final ConsentGate gate;
  private final PhotoCollector photos;
  private final EmbeddingStore embeddings;

  ReferenceMaker(
      VaultParts parts, ConsentGate gate, PhotoCollector photos, EmbeddingStore embeddings) {
    this.parts = parts;
    this.gate = gate;
    this.photos = photos;
    this.embeddings = embeddings;
  }

  /** None if the provider made none: then what was kept stays. */
  Optional<KeepOutcome> remake(SubjectId id, EmbeddingProvider provider, Actor actor) {
    Optional<Refusal> refusal =
        parts
            .database()
            .read(
                reader ->
                    gate.refusalToMake(
                        reader, id, parts.clock().now(reader), Disclosed.EMBEDDINGS));
    if (refusal.isPresent()) {
      return Optional.of(new KeepOutcome.Refused(refusal.get()));
    }
    Optional<String> path = parts.database().read(reader -> path(reader, id));
    if (path.isEmpty() || !(photos.photo(id, actor) instanceof PhotoOutcome.Photo photo)) {
      return Optional.of(new KeepOutcome.Refused(Refusal.NOTHING_HELD));
    }
    return provider
        .embed(photo.bytes())
        .map(
            embedding ->
                parts
                    .database()
                    .exclusively(session -> replace(session, id, path.get(), embedding, actor)));
  }

  private static Optional<String> path(Connection connection, SubjectId id) throws SQLException {
    return new CollectionTable(connection).find(id).map(CollectionTable.Row::path);
  }

  private KeepOutcome replace(
      Database.Writer session, SubjectId id, String path, Embedding embedding, Actor actor)
      throws SQLException {
    Optional<Refusal> refusal =
        session.transaction(
            transaction -> {
              Optional<Refusal> now = embeddings.begin(transaction, id);
              // Another photo took its place: this is no longer the embedding of what is held.
              return now.isPresent() || path(transaction, id).filter(path::equals).isPresent()
                  ? now
                  : Optional.of(Refusal.NOTHING_HELD);
            });
    if (refusal.isPresent()) {
      return new KeepOutcome.Refused(refusal.get());
    }
    KeyTable.Key which = session.transaction(transaction -> BiometricKeys.current(transaction, id));
    SealingKey key = BiometricKeys.ready(parts, session, which);
    return session.transaction(
        transaction -> {
          BiometricKeys.settle(transaction, which);
          int replaced =
              new EmbeddingTable(transaction).deleteOf(id, EmbeddingUse.REFERENCE.word());
          return new KeepOutcome.Kept(
              embeddings.add(
                  transaction, id, EmbeddingUse.REFERENCE, embedding, key, actor, replaced));
        });
  }
}
