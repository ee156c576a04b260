package mien.vault.record;

/** Why something biometric is not collected, kept or used. The doors say it in words. */
public enum Refusal {
  /** No release was signed. */
  NO_CONSENT,
  /** The release was withdrawn. */
  CONSENT_WITHDRAWN,
  /** The release's term is over. */
  CONSENT_EXPIRED,
  /** The release is to a text that is no longer, or not yet, in force. */
  CONSENT_TO_OTHER_TEXT,
  /** The release in the database is not the one that was signed. */
  CONSENT_ALTERED,
  /** The purpose of the release is satisfied. */
  PURPOSE_SATISFIED,
  /** The policy does not disclose that this is kept. */
  NOT_DISCLOSED,
  /** An erasure of this subject is still under way. */
  ERASURE_PENDING,
  /** A legal hold forbids that what is held is replaced, or that something is made of it. */
  ON_HOLD,
  /** Nothing is held of the subject. */
  NOTHING_HELD
}
