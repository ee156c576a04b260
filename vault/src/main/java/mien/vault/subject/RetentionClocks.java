package mien.vault.subject;

import java.time.Instant;
import java.util.Optional;
import mien.vault.policy.RetentionSchedule;

/**
 * Until when a subject's data may be kept.
 *
 * @param lastInteraction with the organization
 * @param purposeSatisfied when the purpose was satisfied, if it was
 * @param biometric when biometric data must go and why; none if none is held or no clock runs
 * @param general when the whole record goes; none if no clock runs
 */
public record RetentionClocks(
    Instant lastInteraction,
    Optional<Instant> purposeSatisfied,
    Optional<RetentionSchedule.Due> biometric,
    Optional<Instant> general) {}
