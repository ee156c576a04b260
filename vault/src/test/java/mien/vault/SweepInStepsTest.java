package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import mien.vault.open.FaultPoints;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.SweepReport;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long sweep lets others in between, and asks again before it destroys. */
class SweepInStepsTest {

  @TempDir Path temporary;

  @Test
  void whoComesBackDuringASweepIsSpared() throws IOException {
    Desk desk = new Desk(temporary);
    AtomicReference<Vault> opened = new AtomicReference<>();
    List<SubjectId> ids = new ArrayList<>();
    AtomicReference<SubjectId> last = new AtomicReference<>();
    FaultPoints between =
        step -> {
          if (step == FaultPoints.Step.STEP_ENDED && last.get() == null) {
            last.set(ids.stream().max(SubjectId::compareTo).orElseThrow());
            opened.get().officer(OFFICER).giveConsent(last.get(), Desk.release(opened.get()));
          }
        };
    try (Vault vault = Vault.open(desk.config(), between)) {
      opened.set(vault);
      for (int i = 0; i < 102; i++) {
        ids.add(Desk.collected(vault, "staff-" + i, i));
      }
      SubjectId gone = ids.stream().sorted().skip(100).findFirst().orElseThrow();
      desk.later(vault, Duration.ofDays(3 * 366));
      SweepReport report = vault.admin(ADMIN).sweep();
      assertThat(report.entries())
          .extracting(SweepReport.Entry::result)
          .hasSize(101)
          .containsOnly(SweepReport.Result.ERASED);
      assertThat(vault.viewer(VIEWER).photo(last.get())).isInstanceOf(PhotoOutcome.Photo.class);
      assertThat(vault.viewer(VIEWER).photo(gone)).isEqualTo(new PhotoOutcome.NothingHeld());
    }
  }
}
