package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import mien.core.MienException;
import mien.vault.record.CollectOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.SweepReport;
import mien.vault.subject.SubjectId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a wrong clock may do to a vault: nothing that cannot be undone. */
abstract class ClockContract extends VaultOnAStore {

  @Test
  void aClockThatGoesBackIsRefused() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-18", 1);
      long leaves = Desk.leaves(vault);
      desk.clock.move(Duration.ofMinutes(-4));
      vault.viewer(VIEWER).photo(id);
      desk.clock.move(Duration.ofMinutes(-2));
      assertThatThrownBy(() -> vault.admin(ADMIN).sweep())
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("vault.clock-back"));
      assertThatThrownBy(() -> collect(vault, id)).isInstanceOf(MienException.class);
      assertThat(Desk.leaves(vault)).isEqualTo(leaves + 1);
      vault.admin(ADMIN).trustClock();
      assertThat(collect(vault, id)).isInstanceOf(CollectOutcome.Collected.class);
    }
  }

  /** Ten years ahead a release would have been kept for ten years more. */
  @Test
  void aClockThatLeapsAheadDestroysNothingUntilSomebodyTrustsIt() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-18", 1);
      desk.clock.move(Duration.ofDays(4 * 365));
      assertThat(vault.viewer(VIEWER).sweepDryRun().entries()).as("what would happen").hasSize(1);
      assertThatThrownBy(() -> vault.admin(ADMIN).sweep())
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("vault.clock-ahead"));
      // Nothing is signed by it: not even that somebody looked.
      long leaves = Desk.leaves(vault);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> photo(vault, id),
              () -> vault.officer(OFFICER).giveConsent(id, Desk.release(vault)),
              () -> collect(vault, id),
              () -> vault.officer(OFFICER).interacted(id),
              () -> vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                MienException.class, e -> assertThat(e.code()).isEqualTo("vault.clock-ahead"));
      }
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);

      desk.clock.move(Duration.ofDays(-4 * 365));
      assertThat(vault.admin(ADMIN).sweep().entries()).as("the clock was set").isEmpty();
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().consents()).hasSize(1);
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));

      desk.clock.move(Duration.ofDays(4 * 365));
      assertThatThrownBy(() -> vault.admin(OFFICER).trustClock()).isInstanceOf(MienException.class);
      vault.admin(ADMIN).trustClock();
      assertThat(vault.admin(ADMIN).sweep().entries())
          .extracting(SweepReport.Entry::result)
          .containsExactly(SweepReport.Result.ERASED);
    }
  }
}
