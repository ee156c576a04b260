package mien.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.SubjectTable;

/** The one place that decides whether something biometric may be kept or used. */
final class ConsentGate {

  private final PolicyPack policy;

  ConsentGate(PolicyPack policy) {
    this.policy = policy;
  }

  /** Why not, or nothing: then it may. */
  Optional<Refusal> refusal(Connection connection, SubjectId id, Instant now, Disclosed what)
      throws SQLException {
    SubjectTable.Clocks clocks =
        new SubjectTable(connection).clocks(id).orElseThrow(VaultParts::unknown);
    return refusal(clocks, new ErasureTable(connection).pending(id.value()), now, what);
  }

  /** The same from rows that were read. */
  Optional<Refusal> refusal(
      SubjectTable.Clocks clocks, boolean erasurePending, Instant now, Disclosed what) {
    if (!policy.keeps().contains(what)) {
      return Optional.of(Refusal.NOT_DISCLOSED);
    }
    if (erasurePending) {
      return Optional.of(Refusal.ERASURE_PENDING);
    }
    return policy.template().flatMap(template -> refusal(clocks, template.id(), now));
  }

  private static Optional<Refusal> refusal(
      SubjectTable.Clocks clocks, PolicyId template, Instant now) {
    if (clocks.template().isEmpty() || clocks.consentExpiresAt().isEmpty()) {
      return Optional.of(Refusal.NO_CONSENT);
    }
    if (clocks.withdrawnAt().isPresent()) {
      return Optional.of(Refusal.CONSENT_WITHDRAWN);
    }
    if (!now.isBefore(clocks.consentExpiresAt().get())) {
      return Optional.of(Refusal.CONSENT_EXPIRED);
    }
    if (!clocks.template().get().equals(template)) {
      return Optional.of(Refusal.CONSENT_TO_OTHER_TEXT);
    }
    return clocks.purposeSatisfiedAt().isPresent()
        ? Optional.of(Refusal.PURPOSE_SATISFIED)
        : Optional.empty();
  }
}
