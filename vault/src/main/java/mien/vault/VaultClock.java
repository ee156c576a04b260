package mien.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.vault.sql.FactTable;

/**
 * Time that never goes back: the latest time ever written is kept with the rows. A clock that is
 * behind it by little (NTP) is taken for that time; one that is behind by more is refused, because
 * terms would not end and the log would lie.
 */
final class VaultClock {

  /** How far a clock may go back unnoticed. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final InstantSource source;

  VaultClock(InstantSource source) {
    this.source = source;
  }

  /** What the clock says, whole milliseconds. */
  Instant raw() {
    return source.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Now, for reading. */
  Instant now(Connection connection) throws SQLException {
    Instant now = raw();
    Instant latest = new FactTable(connection).latestTime().orElse(now);
    if (now.isBefore(latest.minus(TOLERANCE))) {
      throw new MienException(
          Blame.OPERATOR,
          "vault.clock-back",
          "Time must not go back, but the vault was written at "
              + latest
              + " and the clock says "
              + now
              + ": set the clock. Nothing was changed.");
    }
    return now.isBefore(latest) ? latest : now;
  }

  /** Now, for writing: remembered in the caller's transaction. */
  Instant tick(Connection transaction) throws SQLException {
    Instant now = now(transaction);
    new FactTable(transaction).setLatestTime(now);
    return now;
  }
}
