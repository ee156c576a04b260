package mien.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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

  Fingerprints of(Connection transaction, SubjectId subject, EraseScope scope) throws SQLException {
    Fingerprints.Taker taker = new Fingerprints.Taker();
    KeyTable keys = new KeyTable(transaction);
    switch (scope) {
      case BIOMETRIC, EVERYTHING -> takeKeys(taker, keys, subject, SubjectKeyKind.BIOMETRIC);
      // The next one is there already, and stays.
      case PHOTO ->
          take(taker, keys.find(subject, SubjectKeyKind.BIOMETRIC).map(KeyTable.Row::wrapped));
      case DERIVED -> {
        // Its key seals the photo too, and stays.
      }
    }
    if (scope == EraseScope.EVERYTHING) {
      takeKeys(taker, keys, subject, SubjectKeyKind.RECORD);
      takeKeys(taker, keys, subject, SubjectKeyKind.AUDIT);
      for (ConsentTable.Row row : new ConsentTable(transaction).of(subject)) {
        taker.take(row.sealed());
      }
    }
    Optional<SealingKey> key = key(transaction, subject);
    if (scope == EraseScope.DERIVED) {
      takeClassifications(transaction, subject, taker);
    } else {
      takeFiles(transaction, subject, key, taker);
      takePhotoFacts(transaction, subject, key, taker);
    }
    for (EmbeddingTable.Row row : new EmbeddingTable(transaction).of(subject)) {
      if (scope == EraseScope.PHOTO && !row.usage().equals(EmbeddingUse.REFERENCE.word())) {
        // It stays, sealed again; the old seal goes with its key.
        taker.take(row.sealed());
        continue;
      }
      taker.take(row.sealed());
      take(
          taker,
          opened(() -> EmbeddingStore.bytes(EmbeddingStore.open(row, key.orElseThrow())), key));
    }
    return taker.all();
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

  private static void takeClassifications(
      Connection transaction, SubjectId subject, Fingerprints.Taker taker) throws SQLException {
    Optional<CollectionTable.Row> photo = new CollectionTable(transaction).find(subject);
    take(taker, photo.flatMap(CollectionTable.Row::classifications));
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
                  PhotoSeal.collection(key.orElseThrow(), photo.get())
                      .facts()
                      .templateHash()
                      .bytes(),
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
