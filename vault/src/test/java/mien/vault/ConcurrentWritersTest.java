package mien.vault;

import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.RecoveryReport;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers stand in line, those of another opening of the same vault too; readers do not wait. */
class ConcurrentWritersTest {

  private static final int WRITERS = 4;
  private static final int EACH = 15;

  @TempDir Path temporary;

  @Test
  void nothingIsLostAndNothingIsDoubled() throws Exception {
    Desk desk = new Desk(temporary);
    try (Vault first = desk.open();
        Vault second = desk.open();
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS + 1)) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        Vault vault = w % 2 == 0 ? first : second;
        String prefix = "w" + w + "-";
        int seed = w;
        writers.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < EACH; i++) {
                    SubjectId id = Desk.collected(vault, prefix + i, seed * 1000 + i);
                    if (i % 3 == 0) {
                      vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
                    }
                  }
                  return EACH;
                }));
      }
      Future<Integer> reader =
          pool.submit(
              () -> {
                int seen = 0;
                while (seen < WRITERS * EACH) {
                  seen = first.viewer(VIEWER).list("", "", 1000).size();
                }
                return seen;
              });
      for (Future<Integer> writer : writers) {
        assertThat(writer.get()).isEqualTo(EACH);
      }
      assertThat(reader.get()).isEqualTo(WRITERS * EACH);
      assertThat(Desk.leaves(first)).isEqualTo(WRITERS * (3 * EACH + EACH / 3));
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all())
          .hasSize(WRITERS * (EACH - EACH / 3));
      finishLeftovers(first);
    }
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0));
    }
  }

  /** A reader may have kept the write-ahead log from being emptied: then a receipt waits. */
  private static void finishLeftovers(Vault vault) {
    assertThat(vault.officer(OFFICER).finishErasures())
        .allMatch(EraseOutcome.Erased.class::isInstance);
  }
}
