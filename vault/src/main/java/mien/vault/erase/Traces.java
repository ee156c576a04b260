package mien.vault.erase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mien.core.MienException;
import mien.vault.open.EmbeddingSeal;
import mien.vault.open.PhotoSeal;
import mien.vault.open.VaultParts;
import mien.vault.record.EraseScope;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.KeyTable;
import mien.vault.subject.SubjectId;

/**
 * Takes from the data, before they go, the fingerprints of what must not be found afterwards: the
 * sealed bytes, the wrapped key, and what they held.
 */
public final class Traces {

  private final VaultParts parts;

  public Traces(VaultParts parts) {
    this.parts = parts;
  }

  /** Of a subject whose biometric data, or every record, go. */
  public Fingerprints of(Connection transaction, SubjectId subject, EraseScope scope)
      throws SQLException {
    Fingerprints.Taker taker = new Fingerprints.Taker();
    KeyTable keys = new KeyTable(transaction);
    takeKeys(taker, keys, subject, SubjectKeyKind.BIOMETRIC);
    if (scope == EraseScope.EVERYTHING) {
      takeKeys(taker, keys, subject, SubjectKeyKind.RECORD);
      takeKeys(taker, keys, subject, SubjectKeyKind.AUDIT);
      for (ConsentTable.Row row : new ConsentTable(transaction).of(subject)) {
        taker.take(row.sealed());
      }
    }
    takeAll(transaction, subject, _ -> true, taker);
    return taker.all();
  }

  private void takeAll(
      Connection transaction,
      SubjectId subject,
      Predicate<EmbeddingTable.Row> goes,
      Fingerprints.Taker taker)
      throws SQLException {
    Optional<SealingKey> key = key(transaction, subject);
    takeFiles(transaction, subject, key, taker);
    takePhotoFacts(transaction, subject, key, taker);
    takeEmbeddings(transaction, subject, key, goes, taker);
  }

  /** Of a photo that another replaces, and of the embeddings that go with it. */
  public Fingerprints ofPhoto(
      Connection transaction, SubjectId subject, Predicate<EmbeddingTable.Row> goes)
      throws SQLException {
    Fingerprints.Taker taker = new Fingerprints.Taker();
    takeKeyInUse(transaction, subject, taker);
    takeAll(transaction, subject, goes, taker);
    return taker.all();
  }

  /**
   * Of embeddings that go while the photo stays, sealed again.
   *
   * @param fileMoves whether the photo's file is left for another
   */
  public Fingerprints ofDerived(
      Connection transaction,
      SubjectId subject,
      boolean fileMoves,
      Predicate<EmbeddingTable.Row> goes)
      throws SQLException {
    Fingerprints.Taker taker = new Fingerprints.Taker();
    takeKeyInUse(transaction, subject, taker);
    Optional<SealingKey> key = key(transaction, subject);
    if (fileMoves) {
      takeFiles(transaction, subject, Optional.empty(), taker);
    }
    Optional<CollectionTable.Row> photo = new CollectionTable(transaction).find(subject);
    take(taker, photo.flatMap(CollectionTable.Row::classifications));
    // What does not open cannot be sealed again, so its bytes stay where they are.
    if (photo.isPresent() && facts(photo.get(), key).isPresent()) {
      taker.take(photo.get().sealed());
    }
    takeEmbeddings(transaction, subject, key, goes, taker);
    return taker.all();
  }

  /** The next one is there already, and stays. */
  private static void takeKeyInUse(
      Connection transaction, SubjectId subject, Fingerprints.Taker taker) throws SQLException {
    take(
        taker,
        new KeyTable(transaction)
            .find(subject, SubjectKeyKind.BIOMETRIC)
            .map(KeyTable.Row::wrapped));
  }

  /** Of those that go, also what is in them; of those that are sealed again, the seal. */
  private static void takeEmbeddings(
      Connection transaction,
      SubjectId subject,
      Optional<SealingKey> key,
      Predicate<EmbeddingTable.Row> goes,
      Fingerprints.Taker taker)
      throws SQLException {
    for (EmbeddingTable.Row row : new EmbeddingTable(transaction).of(subject)) {
      Optional<byte[]> plain =
          opened(() -> EmbeddingSeal.bytes(EmbeddingSeal.open(row, key.orElseThrow())), key);
      if (goes.test(row)) {
        taker.take(row.sealed());
        take(taker, plain);
      } else if (plain.isPresent()) {
        taker.take(row.sealed());
      }
    }
  }

  private static Optional<byte[]> facts(CollectionTable.Row row, Optional<SealingKey> key) {
    return opened(() -> PhotoSeal.facts(key.orElseThrow(), row).photoHash().bytes(), key);
  }

  private static void takeKeys(
      Fingerprints.Taker taker, KeyTable keys, SubjectId subject, SubjectKeyKind kind)
      throws SQLException {
    for (KeyTable.Row row : keys.all(subject, kind)) {
      taker.take(row.wrapped());
    }
  }

  private void takeFiles(
      Connection transaction, SubjectId subject, Optional<SealingKey> key, Fingerprints.Taker taker)
      throws SQLException {
    List<CollectionTable.FileRow> files = new CollectionTable(transaction).filesOf(subject);
    for (CollectionTable.FileRow file : files) {
      if (parts.files().exists(file.path())) {
        byte[] sealed = parts.files().read(file.path());
        taker.take(sealed);
        String context = PhotoSeal.fileContext(subject, file.path());
        take(taker, opened(() -> key.orElseThrow().open(sealed, context), key));
      }
    }
  }

  private static void takePhotoFacts(
      Connection transaction, SubjectId subject, Optional<SealingKey> key, Fingerprints.Taker taker)
      throws SQLException {
    Optional<CollectionTable.Row> photo = new CollectionTable(transaction).find(subject);
    if (photo.isPresent()) {
      taker.take(photo.get().sealed());
      take(taker, photo.get().classifications());
      take(taker, facts(photo.get(), key));
    }
  }

  private Optional<SealingKey> key(Connection transaction, SubjectId subject) throws SQLException {
    try {
      return parts.keys().find(transaction, subject, SubjectKeyKind.BIOMETRIC);
    } catch (MienException _) {
      // A damaged key must not stand in the way of destroying it.
      return Optional.empty();
    }
  }

  private static void take(Fingerprints.Taker taker, Optional<byte[]> bytes) {
    bytes.ifPresent(taker::take);
  }

  @FunctionalInterface
  private interface Opening {
    byte[] open();
  }

  /** What a seal holds; nothing if it is damaged, which must not stand in the way either. */
  private static Optional<byte[]> opened(Opening opening, Optional<SealingKey> key) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(opening.open());
    } catch (MienException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
