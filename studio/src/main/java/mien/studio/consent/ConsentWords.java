package mien.studio.consent;

import mien.core.MienException;
import mien.vault.fault.VaultFault;
import mien.vault.policy.PolicyPack;
import mien.vault.policy.Purpose;
import mien.vault.record.ConsentOutcome;
import mien.vault.record.Refusal;
import mien.vault.subject.LegalHold;

/** What the desk refuses, in words: the reason, and the way to what was wanted. */
final class ConsentWords {

  private static final String NOTHING = ", so nothing was computed and nothing kept. ";
  private static final String WAY =
      "show the release of GET /api/v1/policy to the person, and send the signature to"
          + " POST /api/v1/subjects/{id}/consent.";
  private static final String NEW_RELEASE = "Only a new release can change that: " + WAY;

  private ConsentWords() {}

  /** Why nothing biometric is collected, kept or used. */
  static MienException refused(Refusal why, PolicyPack policy) {
    return switch (why) {
      case NO_CONSENT ->
          new MienException(
              ConsentFault.CONSENT_NONE, "No release was signed" + NOTHING + "What to do: " + WAY);
      case CONSENT_WITHDRAWN ->
          new MienException(
              ConsentFault.CONSENT_WITHDRAWN, "The release was withdrawn" + NOTHING + NEW_RELEASE);
      case CONSENT_EXPIRED ->
          new MienException(
              ConsentFault.CONSENT_EXPIRED,
              "The term of the release is over" + NOTHING + NEW_RELEASE);
      case CONSENT_TO_OTHER_TEXT ->
          new MienException(
              ConsentFault.CONSENT_OTHER_TEXT,
              "The release that was signed is not the text in force" + NOTHING + NEW_RELEASE);
      case CONSENT_ALTERED ->
          new MienException(
              ConsentFault.CONSENT_ALTERED,
              "The release in the database is not the one that was signed"
                  + NOTHING
                  + "The database was altered: run 'mien vault check', and see the runbook.");
      case ON_HOLD ->
          new MienException(
              VaultFault.ERASE_ON_HOLD,
              "A legal hold forbids that what is held is replaced, or that anything is made of it:"
                  + " an admin lifts it with DELETE /api/v1/subjects/{id}/hold.");
      case PURPOSE_SATISFIED ->
          new MienException(
              ConsentFault.CONSENT_PURPOSE_SATISFIED,
              "The purpose of the release is satisfied" + NOTHING + NEW_RELEASE);
      case NOT_DISCLOSED -> notDisclosed(policy);
      case ERASURE_PENDING ->
          new MienException(
              ConsentFault.ERASE_PENDING,
              "An erasure of this subject is still under way"
                  + NOTHING
                  + "Try again in a moment. If it stays so, something was still found: that is tried"
                  + " again every day, and now by an admin with POST /api/v1/sweep?dry_run=false.");
      case NOTHING_HELD -> nothingHeld();
    };
  }

  /** The policy keeps a photograph and nothing else. */
  static MienException notDisclosed(PolicyPack policy) {
    return new MienException(
        ConsentFault.CONSENT_NOT_DISCLOSED,
        "The policy "
            + policy.name()
            + " discloses nothing that is derived from a photograph, so nothing is compared with"
            + " stored data.");
  }

  static MienException nothingHeld() {
    return new MienException(
        ConsentFault.BIOMETRIC_NONE, "Nothing biometric is held of this subject.");
  }

  static MienException unknown() {
    return new MienException(
        VaultFault.SUBJECT_UNKNOWN, "There is no subject of that id: it was mistyped, or erased.");
  }

  static MienException onHold(LegalHold hold) {
    return new MienException(
        VaultFault.ERASE_ON_HOLD,
        "A legal hold of "
            + hold.placedAt()
            + " forbids erasing: an admin lifts it with DELETE /api/v1/subjects/{id}/hold.");
  }

  static MienException textChanged(ConsentOutcome.TextChanged changed) {
    return new MienException(
        ConsentFault.CONSENT_TEXT_CHANGED,
        "The text that was signed is not the release in force, "
            + changed.form().template()
            + ": show the one of GET /api/v1/policy and ask again.");
  }

  static MienException notOffered(ConsentOutcome.PurposeNotOffered offered) {
    return new MienException(
        ConsentFault.CONSENT_PURPOSE_NOT_OFFERED,
        "The release is not offered for that purpose, but for "
            + String.join(", ", offered.form().purposes().stream().map(Purpose::value).toList())
            + ".");
  }

  static MienException noneNeeded() {
    return new MienException(
        ConsentFault.CONSENT_NONE_NEEDED, "This policy is for household use and needs no release.");
  }
}
