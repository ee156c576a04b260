package mien.vault;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.KeyTable;

/** Puts in order what a crash left, while nobody else writes. */
final class Recovery {

  private final VaultParts parts;
  private final Eraser eraser;

  Recovery(VaultParts parts, Eraser eraser) {
    this.parts = parts;
    this.eraser = eraser;
  }

  RecoveryReport run() {
    int[] counts =
        parts
            .database()
            .exclusively(
                session -> {
                  Set<String> known =
                      session.transaction(transaction -> new CollectionTable(transaction).paths());
                  int orphanFiles = parts.files().removeOrphans(known);
                  int missing =
                      (int) known.stream().filter(path -> !parts.files().exists(path)).count();
                  int orphanKeys =
                      session.transaction(
                          transaction -> new KeyTable(transaction).destroyOrphans());
                  return new int[] {orphanFiles, orphanKeys, missing};
                });
    // At once or not at all: if another process is ending them, opening must not wait for it.
    List<EraseOutcome> finished = eraser.finishAll(Actor.SWEEPER, Duration.ZERO);
    int ended = (int) finished.stream().filter(one -> one instanceof EraseOutcome.Erased).count();
    return new RecoveryReport(counts[0], counts[1], counts[2], ended, finished.size() - ended);
  }
}
