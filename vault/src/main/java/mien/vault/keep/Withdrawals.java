package mien.vault.keep;

import java.time.Period;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.config.Actor;
import mien.vault.erase.Eraser;
import mien.vault.fault.VaultFault;
import mien.vault.open.VaultParts;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.Withdrawal;
import mien.vault.subject.SubjectId;

/** Ends a release, and erases what it allowed where the schedule says at once. */
public final class Withdrawals {

  private final VaultParts parts;
  private final Consents consents;
  private final Eraser eraser;

  public Withdrawals(VaultParts parts, Consents consents, Eraser eraser) {
    this.parts = parts;
    this.consents = consents;
    this.eraser = eraser;
  }

  public Withdrawal withdraw(SubjectId id, Actor actor) {
    boolean withdrawn = consents.withdraw(id, actor);
    boolean atOnce =
        parts.config().policy().schedule().afterWithdrawal().map(Period::isZero).orElse(false);
    return new Withdrawal(
        withdrawn, withdrawn && atOnce ? Optional.of(erase(id, actor)) : Optional.empty());
  }

  private EraseOutcome erase(SubjectId id, Actor actor) {
    try {
      return eraser.erase(id, EraseScope.BIOMETRIC, EraseReason.CONSENT_WITHDRAWN, actor);
    } catch (MienException e) {
      // Or a disk that was full in between would be told as "nothing was changed".
      throw new MienException(VaultFault.CONSENT_WITHDRAWN_ONLY, VaultFault.ERASED_LATER, e);
    }
  }
}
