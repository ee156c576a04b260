package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import mien.vault.open.KeyRing;
import mien.vault.open.ReleaseBinding;
import mien.vault.open.VaultParts;
import mien.vault.policy.Disclosed;
import mien.vault.policy.PolicyId;
import mien.vault.policy.PolicyPack;
import mien.vault.record.Refusal;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.SubjectId;

/** The one place that decides whether something biometric may be kept or used. */
public final class ConsentGate {

  private final PolicyPack policy;
  private final KeyRing keys;

  public ConsentGate(PolicyPack policy, KeyRing keys) {
    this.policy = policy;
    this.keys = keys;
  }

  /** Why not, or nothing: then it may. */
  public Optional<Refusal> refusal(Connection connection, SubjectId id, Instant now, Disclosed what)
      throws SQLException {
    SubjectTable.Clocks clocks =
        new SubjectTable(connection).clocks(id).orElseThrow(VaultParts::unknown);
    return refusal(
        clocks,
        new ErasureTable(connection).pending(id.value()),
        now,
        what,
        subject -> keys.find(connection, subject, SubjectKeyKind.RECORD));
  }

  /**
   * The same where something is to be made or replaced, which a legal hold forbids as it forbids
   * erasing; a first photo destroys nothing and may come.
   */
  public Optional<Refusal> refusalToMake(
      Connection connection, SubjectId id, Instant now, Disclosed what) throws SQLException {
    Optional<Refusal> refusal = refusal(connection, id, now, what);
    if (refusal.isPresent()) {
      return refusal;
    }
    boolean held = VaultParts.subject(connection, id).holdPlacedAt().isPresent();
    boolean first =
        what == Disclosed.PHOTOGRAPH && new CollectionTable(connection).find(id).isEmpty();
    return held && !first ? Optional.of(Refusal.ON_HOLD) : Optional.empty();
  }

  /**
   * The same from rows that were read.
   *
   * @param records finds record keys
   */
  public Optional<Refusal> refusal(
      SubjectTable.Clocks clocks,
      boolean erasurePending,
      Instant now,
      Disclosed what,
      KeyRing.Keys records)
      throws SQLException {
    if (!policy.keeps().contains(what)) {
      return Optional.of(Refusal.NOT_DISCLOSED);
    }
    if (erasurePending) {
      return Optional.of(Refusal.ERASURE_PENDING);
    }
    if (policy.template().isEmpty()) {
      return Optional.empty();
    }
    Optional<Refusal> refusal = refusal(clocks, policy.template().get().id(), now);
    return refusal.isPresent() || authentic(records, clocks.release().orElseThrow())
        ? refusal
        : Optional.of(Refusal.CONSENT_ALTERED);
  }

  /** Whether the release is as it was signed, by the subject's own key. */
  private static boolean authentic(KeyRing.Keys records, ConsentTable.Row release)
      throws SQLException {
    try {
      return records
          .find(release.subject())
          .map(key -> ReleaseBinding.holds(key, release))
          .orElse(false);
    } catch (MienException e) {
      if (e.fault() == VaultFault.UNSEALABLE) {
        return false;
      }
      throw e;
    }
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
