package mien.vault.subject;

import java.time.Instant;

/**
 * A line in a list of subjects.
 *
 * @param id the vault's name of it
 * @param safeId the organization's
 * @param createdAt when it was made
 */
public record SubjectSummary(SubjectId id, SafeId safeId, Instant createdAt) {}
