package mien.vault.open;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.LegalHold;
import mien.vault.subject.SubjectId;

/** The sealed reason of a legal hold, under the subject's record key. */
public final class HoldSeal {

  private HoldSeal() {}

  private static String context(SubjectId id) {
    return "hold|" + id;
  }

  public static byte[] seal(SealingKey record, SubjectId id, LegalHold hold, SecureRandom random) {
    return record.seal(hold.reason().getBytes(StandardCharsets.UTF_8), context(id), random);
  }

  /** The reason's bytes. */
  public static byte[] reason(SealingKey record, SubjectId id, byte[] sealed) {
    return record.open(sealed, context(id));
  }

  /** The hold that a row has, if it has one. */
  public static Optional<LegalHold> open(SealingKey record, SubjectTable.Row row) {
    if (row.holdPlacedAt().isEmpty() || row.holdSealed().isEmpty()) {
      return Optional.empty();
    }
    byte[] reason = reason(record, row.id(), row.holdSealed().get());
    return Optional.of(
        new LegalHold(row.holdPlacedAt().get(), new String(reason, StandardCharsets.UTF_8)));
  }

  /** The hold of a subject that must be there. */
  public static Optional<LegalHold> of(VaultParts parts, Connection connection, SubjectId id)
      throws SQLException {
    SubjectTable.Row row = VaultParts.subject(connection, id);
    return row.holdPlacedAt().isEmpty()
        ? Optional.empty()
        : open(parts.keys().key(connection, id, SubjectKeyKind.RECORD), row);
  }
}
