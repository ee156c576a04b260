package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import mien.core.MienException;
import org.junit.jupiter.api.Test;

/** What a wrong clock may do to a vault: nothing that cannot be undone. */
abstract class ClockContract extends VaultOnAStore {

  @Test
  void aClockThatGoesBackIsRefused() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-18", 1);
      long leaves = Desk.leaves(vault);
      desk.clock.move(Duration.ofMinutes(-4));
      vault.photo(id, VIEWER);
      desk.clock.move(Duration.ofMinutes(-2));
      assertThatThrownBy(() -> vault.sweep(ADMIN))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("vault.clock-back"));
      assertThatThrownBy(() -> collect(vault, id)).isInstanceOf(MienException.class);
      assertThat(Desk.leaves(vault)).isEqualTo(leaves + 1);
      vault.trustClock(ADMIN);
      assertThat(collect(vault, id)).isInstanceOf(CollectOutcome.Collected.class);
    }
  }

  @Test
  void aClockThatLeapsAheadDestroysNothingUntilSomebodyTrustsIt() {
    try (Vault vault = open()) {
      SubjectId id = Desk.collected(vault, "staff-18", 1);
      desk.clock.move(Duration.ofDays(4 * 365));
      assertThat(vault.sweepDryRun(VIEWER).entries()).as("what would happen").hasSize(1);
      assertThatThrownBy(() -> vault.sweep(ADMIN))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("vault.clock-ahead"));
      // Looking at a photo is written down, but does not make the leap believed.
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
      assertThatThrownBy(() -> vault.sweep(ADMIN)).isInstanceOf(MienException.class);

      desk.clock.move(Duration.ofDays(-4 * 365));
      assertThat(vault.sweep(ADMIN).entries()).as("the clock was set").isEmpty();
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));

      desk.clock.move(Duration.ofDays(4 * 365));
      assertThatThrownBy(() -> vault.trustClock(OFFICER)).isInstanceOf(MienException.class);
      vault.trustClock(ADMIN);
      assertThat(vault.sweep(ADMIN).entries())
          .extracting(SweepReport.Entry::result)
          .containsExactly(SweepReport.Result.ERASED);
    }
  }
}
