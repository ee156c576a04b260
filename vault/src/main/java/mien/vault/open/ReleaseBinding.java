package mien.vault.open;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import mien.vault.seal.SealingKey;
import mien.vault.sql.ConsentTable;

/**
 * What the database says of a release, bound under the subject's record key: template, text,
 * purpose, times and withdrawal. Who can write the database cannot make a release, lengthen one or
 * take a withdrawal back; putting an old row back is found by the log alone.
 */
public final class ReleaseBinding {

  private static final String LABEL = "mien release binding v1";

  private ReleaseBinding() {}

  /**
   * HMAC-SHA256 of the columns, under a key that is made from the record key for this alone.
   *
   * @param withdrawn when it was withdrawn, if it was
   */
  public static byte[] of(SealingKey record, ConsentTable.Row row, Optional<Instant> withdrawn) {
    String columns =
        String.join(
            "|",
            "release",
            row.subject().value(),
            row.id(),
            row.template().value(),
            row.textHash().hex(),
            row.purpose().value(),
            Long.toString(row.givenAt().toEpochMilli()),
            Long.toString(row.expiresAt().toEpochMilli()),
            withdrawn.map(at -> Long.toString(at.toEpochMilli())).orElse("-"));
    return SealingKey.of(record.authenticate(LABEL)).authenticate(columns);
  }

  /** Whether the row is as it was bound. */
  public static boolean holds(SealingKey record, ConsentTable.Row row) {
    byte[] wanted = of(record, row, row.withdrawnAt());
    return row.bound().filter(bound -> Arrays.equals(bound, wanted)).isPresent();
  }
}
