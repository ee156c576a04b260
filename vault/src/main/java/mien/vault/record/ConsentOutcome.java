package mien.vault.record;

import mien.vault.policy.ConsentForm;
import mien.vault.subject.Consent;

/** What came of a signature. */
public sealed interface ConsentOutcome {

  /**
   * The release holds.
   *
   * @param consent as it is kept
   */
  record Given(Consent consent) implements ConsentOutcome {}

  /**
   * The text that was signed is not the one in force: show this one and ask again.
   *
   * @param form the release to sign
   */
  record TextChanged(ConsentForm form) implements ConsentOutcome {}

  /**
   * The release is not offered for that purpose.
   *
   * @param form with the purposes that are
   */
  record PurposeNotOffered(ConsentForm form) implements ConsentOutcome {}

  /** The policy is for household use and asks for no release. */
  record NoneNeeded() implements ConsentOutcome {}
}
