package mien.vault.policy;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When biometric data and records must be destroyed. Periods count in calendar days of UTC.
 *
 * @param id name and version
 * @param afterLastInteraction the biometric clock; none: it does not run
 * @param afterPurposeSatisfied after the purpose is satisfied
 * @param afterWithdrawal after a withdrawal
 * @param afterConsentExpiry after the term of the release
 * @param generalAfterLastInteraction the general clock, for the whole record
 * @param text markdown, with {@code {{names}}} still to be filled in
 */
public record RetentionSchedule(
    PolicyId id,
    Optional<Period> afterLastInteraction,
    Optional<Period> afterPurposeSatisfied,
    Optional<Period> afterWithdrawal,
    Optional<Period> afterConsentExpiry,
    Optional<Period> generalAfterLastInteraction,
    String text) {

  /** 740 ILCS 14/15(a): within three years of the last interaction, at the latest. */
  public static final Period STATUTE = Period.ofYears(3);

  /** What may start a clock that has run out. */
  public enum Cause {
    /** The purpose was satisfied. */
    PURPOSE_SATISFIED,
    /** The release was withdrawn. */
    CONSENT_WITHDRAWN,
    /** The release's term is over. */
    CONSENT_EXPIRED,
    /** Nothing was heard of the person for the schedule's term. */
    LAST_INTERACTION
  }

  /**
   * One clock.
   *
   * @param at when it runs out
   * @param cause what started it
   */
  public record Due(Instant at, Cause cause) {}

  /**
   * What the clocks of a subject count from.
   *
   * @param lastInteraction with the organization
   * @param purposeSatisfied when, if it was
   * @param withdrawn when the latest release was withdrawn, if it was
   * @param consentExpires when the latest release ends; none under household use
   */
  public record Events(
      Instant lastInteraction,
      Optional<Instant> purposeSatisfied,
      Optional<Instant> withdrawn,
      Optional<Instant> consentExpires) {}

  /** Refuses negative periods. */
  public RetentionSchedule {
    for (Optional<Period> period :
        List.of(
            afterLastInteraction,
            afterPurposeSatisfied,
            afterWithdrawal,
            afterConsentExpiry,
            generalAfterLastInteraction)) {
      if (period.isPresent() && period.get().isNegative()) {
        throw new IllegalArgumentException("a retention period must not be negative: " + id);
      }
    }
  }

  /** The first biometric clock to run out, if any runs. */
  public Optional<Due> biometricDue(Events events) {
    List<Due> dues = new ArrayList<>();
    add(dues, events.purposeSatisfied(), afterPurposeSatisfied, Cause.PURPOSE_SATISFIED);
    add(dues, events.withdrawn(), afterWithdrawal, Cause.CONSENT_WITHDRAWN);
    add(dues, events.consentExpires(), afterConsentExpiry, Cause.CONSENT_EXPIRED);
    add(dues, Optional.of(events.lastInteraction()), afterLastInteraction, Cause.LAST_INTERACTION);
    return dues.stream().min(java.util.Comparator.comparing(Due::at));
  }

  /** When the whole record is deleted, if ever. */
  public Optional<Instant> generalDue(Events events) {
    return generalAfterLastInteraction.map(period -> after(events.lastInteraction(), period));
  }

  private static void add(
      List<Due> dues, Optional<Instant> start, Optional<Period> period, Cause cause) {
    if (start.isPresent() && period.isPresent()) {
      dues.add(new Due(after(start.get(), period.get()), cause));
    }
  }

  /** {@code period} after {@code start}, by the calendar of UTC. */
  public static Instant after(Instant start, Period period) {
    return start.atZone(ZoneOffset.UTC).plus(period).toInstant();
  }
}
