package mien.vault.record;

import mien.vault.policy.RetentionSchedule;

/** Why something is erased. */
public enum EraseReason {
  /** The person asked. */
  REQUEST("request"),
  /** The person withdrew the release. */
  CONSENT_WITHDRAWN("consent-withdrawn"),
  /** The release's term was over. */
  CONSENT_EXPIRED("consent-expired"),
  /** The purpose was satisfied. */
  PURPOSE_SATISFIED("purpose-satisfied"),
  /** A retention clock ran out. */
  RETENTION("retention"),
  /** Another photo, or another embedding of it, took its place. */
  REPLACED("replaced"),
  /** The policy in force does not allow that it is kept. */
  POLICY("policy");

  private final String word;

  EraseReason(String word) {
    this.word = word;
  }

  /** As it is stored and shown. */
  public String word() {
    return word;
  }

  /** The reason that a cause of the schedule is. */
  public static EraseReason of(RetentionSchedule.Cause cause) {
    return switch (cause) {
      case PURPOSE_SATISFIED -> PURPOSE_SATISFIED;
      case CONSENT_WITHDRAWN -> CONSENT_WITHDRAWN;
      case CONSENT_EXPIRED -> CONSENT_EXPIRED;
      case LAST_INTERACTION -> RETENTION;
    };
  }
}
