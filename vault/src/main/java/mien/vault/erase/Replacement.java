package mien.vault.erase;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.config.Actor;
import mien.vault.open.BiometricKeys;
import mien.vault.open.VaultParts;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.seal.SealingKey;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;

/**
 * Destroys what another takes the place of: a photo with the references that were made of it, or
 * references that are made again; and the key that sealed them, so that backups say nothing of
 * them. What is kept of it is what a receipt needs, until someone asks for that.
 *
 * <p>Rows go in the transaction in which the new data are kept; files and keys are loose from then
 * on, and go right after it, or at the next opening.
 */
public final class Replacement {

  private static final System.Logger LOG = System.getLogger(Replacement.class.getName());

  private final VaultParts parts;
  private final Traces traces;
  private final Destruction destruction;
  private final Renewal renewal;

  public Replacement(VaultParts parts) {
    this.parts = parts;
    this.traces = new Traces(parts);
    this.destruction = new Destruction(parts);
    this.renewal = new Renewal(parts);
  }

  /**
   * What goes.
   *
   * @param erasure under which it is signed for
   * @param references how many went
   * @param old its file and the key that sealed it
   */
  public record Gone(String erasure, int references, Renewal.Old old) {}

  /**
   * Deletes the rows of the photo that is held, if there is one, and seals again what stays.
   *
   * @param fresh the new photo's key
   * @return what is loose now
   */
  public Optional<Gone> photo(
      Connection transaction, SubjectId id, SealingKey fresh, Actor actor, Instant now)
      throws SQLException {
    CollectionTable photos = new CollectionTable(transaction);
    Optional<CollectionTable.Row> held = photos.find(id);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    String path = held.get().path();
    KeyTable.Key earlier = BiometricKeys.current(transaction, id);
    Fingerprints fingerprints = traces.ofPhoto(transaction, id, Replacement::isReference);
    int there = parts.files().exists(path) ? 1 : 0;
    boolean keyed = new KeyTable(transaction).find(earlier).isPresent();
    int references = new EmbeddingTable(transaction).deleteOf(id, EmbeddingUse.REFERENCE.word());
    renewal.sealEmbeddings(transaction, id, renewal.open(transaction, earlier), fresh);
    photos.remove(id, path);
    LooseTable loose = new LooseTable(transaction);
    loose.add(path);
    loose.add(earlier);
    String summary =
        Destruction.summary(there, there, references, 0, Destruction.words(keyed, earlier));
    String erasure =
        begun(transaction, id, EraseScope.PHOTO, new What(summary, fingerprints), actor, now);
    return Optional.of(new Gone(erasure, references, new Renewal.Old(Optional.of(path), earlier)));
  }

  /** Whether references are held that would go. */
  public static boolean references(Connection connection, SubjectId id) throws SQLException {
    return new EmbeddingTable(connection).of(id).stream().anyMatch(Replacement::isReference);
  }

  /** Deletes a subject's references and moves what stays to the new key. */
  public Gone references(
      Connection transaction, SubjectId id, Renewal.Fresh fresh, Actor actor, Instant now)
      throws SQLException {
    Fingerprints fingerprints =
        traces.ofDerived(transaction, id, fresh.path().isPresent(), Replacement::isReference);
    KeyTable.Key earlier = BiometricKeys.current(transaction, id);
    boolean keyed = new KeyTable(transaction).find(earlier).isPresent();
    int references = new EmbeddingTable(transaction).deleteOf(id, EmbeddingUse.REFERENCE.word());
    Renewal.Old old = renewal.apply(transaction, id, fresh);
    String summary = Destruction.summary(0, 0, references, 0, Destruction.words(keyed, earlier));
    String erasure =
        begun(transaction, id, EraseScope.DERIVED, new What(summary, fingerprints), actor, now);
    return new Gone(erasure, references, old);
  }

  /** For the receipt. */
  private record What(String summary, Fingerprints fingerprints) {}

  private String begun(
      Connection transaction, SubjectId id, EraseScope scope, What what, Actor actor, Instant now)
      throws SQLException {
    String erasure = parts.newId();
    ErasureTable erasures = new ErasureTable(transaction);
    erasures.begin(
        erasure, id.value(), scope.word(), EraseReason.REPLACED.word(), actor.label(), now);
    erasures.destroyed(
        erasure,
        what.summary(),
        destruction.pseudonym(transaction, id).hex(),
        what.fingerprints().bytes());
    return erasure;
  }

  public Renewal renewal() {
    return renewal;
  }

  /**
   * Removes file and key of what was replaced, for good. What took their place holds already, so a
   * fault here must not be told as if it were not kept.
   */
  public void finish(Database.Writer session, Gone gone) {
    try {
      renewal.finish(session, gone.old());
    } catch (SQLException | MienException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "something was replaced, but what is left of the one before it could not be removed yet;"
              + " the next opening removes it",
          e);
    }
  }

  /** Made of the photo that is held, and of nothing else. */
  private static boolean isReference(EmbeddingTable.Row row) {
    return row.usage().equals(EmbeddingUse.REFERENCE.word());
  }
}
