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
 * Takes from the data, before they go, what must not be found afterwards: the sealed bytes, the
 * wrapped key, and what they held.
 */
final class Traces {

  private final VaultParts parts;

  Traces(VaultParts parts) {
    this.parts = parts;
  }

  void take(
      Connection transaction, SubjectId subject, EraseScope scope, int owner, ResidueScan scan)
      throws SQLException {
    KeyTable keys = new KeyTable(transaction);
    lookFor(scan, owner, keys.find(subject, SubjectKeyKind.BIOMETRIC));
    if (scope == EraseScope.EVERYTHING) {
      lookFor(scan, owner, keys.find(subject, SubjectKeyKind.RECORD));
      lookFor(scan, owner, keys.find(subject, SubjectKeyKind.AUDIT));
      for (ConsentTable.Row row : new ConsentTable(transaction).of(subject)) {
        scan.lookFor(owner, row.sealed());
      }
    }
    Optional<SealingKey> key = key(transaction, subject);
    takeFiles(transaction, subject, key, owner, scan);
    takePhotoFacts(transaction, subject, key, owner, scan);
    for (EmbeddingTable.Row row : new EmbeddingTable(transaction).of(subject)) {
      scan.lookFor(owner, row.sealed());
      lookFor(
          scan,
          owner,
          opened(() -> EmbeddingStore.bytes(EmbeddingStore.open(row, key.orElseThrow())), key));
    }
  }

  private void takeFiles(
      Connection transaction,
      SubjectId subject,
      Optional<SealingKey> key,
      int owner,
      ResidueScan scan)
      throws SQLException {
    List<CollectionTable.FileRow> files = new CollectionTable(transaction).filesOf(subject);
    for (CollectionTable.FileRow file : files) {
      if (parts.files().exists(file.path())) {
        byte[] sealed = parts.files().read(file.path());
        scan.lookFor(owner, sealed);
        String context = PhotoSeal.fileContext(subject, file.path());
        lookFor(scan, owner, opened(() -> key.orElseThrow().open(sealed, context), key));
      }
    }
  }

  private static void takePhotoFacts(
      Connection transaction,
      SubjectId subject,
      Optional<SealingKey> key,
      int owner,
      ResidueScan scan)
      throws SQLException {
    Optional<CollectionTable.Row> photo = new CollectionTable(transaction).find(subject);
    if (photo.isPresent()) {
      scan.lookFor(owner, photo.get().sealed());
      lookFor(scan, owner, photo.get().classifications());
      lookFor(
          scan,
          owner,
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

  private static void lookFor(ResidueScan scan, int owner, Optional<byte[]> bytes) {
    bytes.ifPresent(there -> scan.lookFor(owner, there));
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
