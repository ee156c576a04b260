package mien.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mien.core.MienException;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.KeyTable;

/**
 * Takes from the data, before they go, the fingerprints of what must not be found afterwards: the
 * sealed bytes, the wrapped key, and what they held.
 */
final class Traces {

  private final VaultParts parts;

  Traces(VaultParts parts) {
    this.parts = parts;
  }

  /** Of a subject whose biometric data, or every record, go. */
  Fingerprints of(Connection transaction, SubjectId subject, EraseScope scope) throws SQLException {
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
    takeBiometric(transaction, subject, true, _ -> true, taker);
    return taker.all();
  }

  /** Of a photo that another replaces, and of the embeddings that go with it. */
  Fingerprints ofPhoto(
      Connection transaction, SubjectId subject, Predicate<EmbeddingTable.Row> goes)
      throws SQLException {
    return ofRenewed(transaction, subject, true, goes);
  }

  /** Of embeddings that go while the photo stays, sealed again. */
  Fingerprints ofDerived(
      Connection transaction, SubjectId subject, Predicate<EmbeddingTable.Row> goes)
      throws SQLException {
    return ofRenewed(transaction, subject, false, goes);
  }

  /** The next key is there already, and stays. */
  private Fingerprints ofRenewed(
      Connection transaction,
      SubjectId subject,
      boolean photoGoes,
      Predicate<EmbeddingTable.Row> goes)
      throws SQLException {
    Fingerprints.Taker taker = new Fingerprints.Taker();
    take(
        taker,
        new KeyTable(transaction)
            .find(subject, SubjectKeyKind.BIOMETRIC)
            .map(KeyTable.Row::wrapped));
    takeBiometric(transaction, subject, photoGoes, goes, taker);
    return taker.all();
  }

  /** Every seal, as all of them go with the key; and what is in those that are not made again. */
  private void takeBiometric(
      Connection transaction,
      SubjectId subject,
      boolean photoGoes,
      Predicate<EmbeddingTable.Row> goes,
      Fingerprints.Taker taker)
      throws SQLException {
    Optional<SealingKey> key = key(transaction, subject);
    takeFiles(transaction, subject, photoGoes ? key : Optional.empty(), taker);
    takePhotoFacts(transaction, subject, photoGoes ? key : Optional.empty(), taker);
    for (EmbeddingTable.Row row : new EmbeddingTable(transaction).of(subject)) {
      taker.take(row.sealed());
      if (goes.test(row)) {
        take(
            taker,
            opened(() -> EmbeddingStore.bytes(EmbeddingStore.open(row, key.orElseThrow())), key));
      }
    }
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
      take(
          taker,
          opened(
              () ->
PhotoSeal.facts(key.orElseThrow(), photo.get()).templateHash().bytes(),
              key));
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
