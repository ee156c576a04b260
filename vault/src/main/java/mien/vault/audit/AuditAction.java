package mien.vault.audit;

/** What can be done to a subject's data, or with it. Names are part of the log's format. */
public enum AuditAction {
  /** A subject was entered; nothing biometric is held. */
  SUBJECT_CREATED,
  /** A consent was given. */
  CONSENT_GIVEN,
  /** A consent was withdrawn by its subject. */
  CONSENT_WITHDRAWN,
  /** A consent reached the end of its term. */
  CONSENT_EXPIRED,
  /** A photo was taken into the vault. */
  PHOTO_COLLECTED,
  /** An embedding was kept. */
  EMBEDDING_KEPT,
  /** Guesses made from a photo were kept, under a release that discloses them. */
  CLASSIFIED,
  /** A photo was read. */
  PHOTO_VIEWED,
  /** A probe was compared against stored data. */
  COMPARED,
  /** A subject's data were handed out. */
  EXPORTED,
  /** The subject dealt with the organization: the clocks that end its retention were restarted. */
  INTERACTED,
  /** The purpose of the release was satisfied. */
  PURPOSE_SATISFIED,
  /** The retention sweep ran. */
  SWEPT,
  /** A subject's data were destroyed. */
  ERASED,
  /** A legal hold was placed. */
  HOLD_PLACED,
  /** A legal hold was lifted. */
  HOLD_LIFTED,
  /** A key was replaced. */
  KEY_ROTATED,
  /** The vault obeys another policy from now on. */
  POLICY_CHANGED,
  /** The clock was confirmed to be right, though it had leapt ahead or gone back. */
  CLOCK_TRUSTED,
  /** What a writer that died had left was removed at opening: files and keys that no row has. */
  RECOVERED,
  /** A user asked for what their role may not have. */
  ACCESS_REFUSED
}
