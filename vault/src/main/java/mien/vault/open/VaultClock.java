package mien.vault.open;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.fault.VaultFault;
import mien.vault.sql.FactTable;

/**
 * Time that never goes back: the latest time ever written is kept with the rows. A clock that is
 * behind it by little (NTP) is taken for that time; one that is behind by more is refused, because
 * terms would not end and the log would lie.
 *
 * <p>A clock that leaps ahead signs nothing: no release, no leaf, no receipt, until a user says
 * that it is right. A release that was signed ten years ahead would be kept for ten years more. And
 * it is not remembered, so that a vault can be used again once the clock is set.
 */
public final class VaultClock {

  /** How far a clock may go back unnoticed. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** How long nothing may have been written before the sweep asks whether the clock is right. */
  public static final Duration LEAP = Duration.ofDays(90);

  private final InstantSource source;

  public VaultClock(InstantSource source) {
    this.source = source;
  }

  /** What the clock says, whole milliseconds. */
  public Instant raw() {
    return source.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Now, for reading. */
  public Instant now(Connection connection) throws SQLException {
    Instant now = raw();
    Instant latest = new FactTable(connection).latestTime().orElse(now);
    if (now.isBefore(latest.minus(TOLERANCE))) {
      throw new MienException(
          VaultFault.CLOCK_BACK,
          "Time must not go back, but the vault was written at "
              + latest
              + " and the clock says "
              + now
              + ": set the clock; if it is right and the vault's time wrong, say so with 'mien vault"
              + " trust-clock'. Nothing was changed.");
    }
    return now.isBefore(latest) ? latest : now;
  }

  /** Now, for writing: remembered in the caller's transaction. Refused if the clock leapt. */
  public Instant tick(Connection transaction) throws SQLException {
    requireNoLeap(transaction);
    Instant now = now(transaction);
    new FactTable(transaction).setLatestTime(now);
    return now;
  }

  /** Since when nothing was written, if the clock leapt; otherwise none. */
  public Optional<Instant> leapFrom(Connection connection) throws SQLException {
    return new FactTable(connection)
        .latestTime()
        .filter(latest -> raw().isAfter(latest.plus(LEAP)));
  }

  /** Refuses a clock that leapt, before something is signed or destroyed because of it. */
  public void requireNoLeap(Connection connection) throws SQLException {
    Optional<Instant> latest = leapFrom(connection);
    if (latest.isPresent()) {
      throw new MienException(
          VaultFault.CLOCK_AHEAD,
          "Nothing is signed or destroyed by a clock that may be wrong: the vault was last written"
              + " at "
              + latest.get()
              + " and the clock says "
              + raw()
              + ", more than "
              + LEAP.toDays()
              + " days later. Set the clock; if it is right, say so with 'mien vault trust-clock'."
              + " Nothing was changed.");
    }
  }

  /** Takes what the clock says for right, though it leapt ahead or is behind what was written. */
  public static Instant trust(VaultParts parts, Actor actor) {
    return parts
        .database()
        .write(
            transaction -> {
              FactTable facts = new FactTable(transaction);
              String before = facts.latestTime().map(Instant::toString).orElse("none");
              Instant now = parts.clock().raw();
              facts.setLatestTime(now);
              parts
                  .audit()
                  .appendForAll(
                      transaction, AuditAction.CLOCK_TRUSTED, actor, now, "before", before);
              return now;
            });
  }
}
