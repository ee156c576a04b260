package mien.vault.record;

import java.util.Optional;

/**
 * What came of a withdrawal.
 *
 * @param withdrawn whether a release was there to withdraw
 * @param erasure what became of the biometric data, where the schedule says at once; none where it
 *     says later
 */
public record Withdrawal(boolean withdrawn, Optional<EraseOutcome> erasure) {}
