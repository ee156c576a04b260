package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.vault.config.Actor;
import mien.vault.erase.Renewal;
import mien.vault.erase.Replacement;
import mien.vault.fault.VaultFault;
import mien.vault.open.FaultPoints;
import mien.vault.open.VaultParts;
import mien.vault.policy.Disclosed;
import mien.vault.record.EmbeddingProvider;
import mien.vault.record.KeepOutcome;
import mien.vault.record.NewEmbedding;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.Refusal;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;

/**
 * Makes a subject's reference again from the photo that is held: after a change of the model, or
 * where none could be made when the photo came.
 *
 * <p>Consent is asked twice: before the photo is opened, because nothing may even be computed
 * without it, and when the embedding is kept, because it may be gone by then.
 */
public final class ReferenceMaker {

  private final VaultParts parts;
  private final ConsentGate gate;
  private final PhotoCollector photos;
  private final EmbeddingStore embeddings;
  private final Replacement replacement;

  public ReferenceMaker(
      VaultParts parts, ConsentGate gate, PhotoCollector photos, EmbeddingStore embeddings) {
    this.parts = parts;
    this.gate = gate;
    this.photos = photos;
    this.embeddings = embeddings;
    this.replacement = new Replacement(parts);
  }

  /** None if the provider made none: then what was kept stays. */
  public Optional<KeepOutcome> remake(SubjectId id, EmbeddingProvider provider, Actor actor) {
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
                    .exclusively(session -> keep(session, id, path.get(), embedding, actor)));
  }

  private static Optional<String> path(Connection connection, SubjectId id) throws SQLException {
    return new CollectionTable(connection).find(id).map(CollectionTable.Row::path);
  }

  private KeepOutcome keep(
      Database.Writer session, SubjectId id, String path, Embedding embedding, Actor actor)
      throws SQLException {
    Optional<Refusal> refusal =
        session.transaction(
            transaction -> {
              Optional<Refusal> now = embeddings.refusal(transaction, id);
              // Another photo took its place: this is no longer the embedding of what is held.
              return now.isPresent() || path(transaction, id).filter(path::equals).isPresent()
                  ? now
                  : Optional.of(Refusal.NOTHING_HELD);
            });
    if (refusal.isPresent()) {
      return new KeepOutcome.Refused(refusal.get());
    }
    return session.transaction(transaction -> Replacement.references(transaction, id))
        ? replace(session, id, embedding, actor)
        : embeddings
            .keep(session, List.of(new NewEmbedding(id, EmbeddingUse.REFERENCE, embedding)), actor)
            .getFirst();
  }

  /** What the new one and its leaf are, and what they replaced. */
  private record Replaced(String id, Replacement.Gone gone) {}

  private KeepOutcome replace(
      Database.Writer session, SubjectId id, Embedding embedding, Actor actor) throws SQLException {
    Renewal.Fresh fresh = replacement.renewal().prepare(session, id);
    parts.faults().at(FaultPoints.Step.RENEWAL_PREPARED);
    Replaced replaced;
    try {
      replaced =
          session.transaction(transaction -> replace(transaction, id, fresh, embedding, actor));
    } catch (SQLException | RuntimeException e) {
      if (!(e instanceof MienException fault && fault.fault() == VaultFault.UNKNOWN)) {
        replacement.renewal().undo(fresh);
      }
      throw e;
    }
    parts.faults().at(FaultPoints.Step.COMMITTED);
    replacement.finish(session, replaced.gone());
    return new KeepOutcome.Kept(replaced.id(), Optional.of(replaced.gone().erasure()));
  }

  private Replaced replace(
      Connection transaction, SubjectId id, Renewal.Fresh fresh, Embedding embedding, Actor actor)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    Replacement.Gone gone = replacement.references(transaction, id, fresh, actor, now);
    String kept = embeddings.replace(transaction, id, embedding, fresh.key(), actor, gone);
    return new Replaced(kept, gone);
  }
}
