package mien.studio.consent;

import static mien.core.FaultCode.Kind.ABSENT;
import static mien.core.FaultCode.Kind.BUG;
import static mien.core.FaultCode.Kind.CONFLICT;
import static mien.core.FaultCode.Kind.FORBIDDEN;
import static mien.core.FaultCode.Kind.UNAVAILABLE;

import mien.core.FaultCode;
import mien.vault.fault.VaultFault;

/** What the consent desk refuses. */
public enum ConsentFault implements FaultCode {
  /** No head of that size was signed. */
  AUDIT_NO_SUCH_HEAD("audit.no-such-head", ABSENT),
  /** The log has no leaf of that number. */
  AUDIT_NO_SUCH_LEAF("audit.no-such-leaf", ABSENT),
  /** Leaves are missing that a proof needs. */
  AUDIT_UNPROVABLE("audit.unprovable", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** Nothing biometric is held of the subject. */
  BIOMETRIC_NONE("biometric.none", ABSENT),
  /** The release in the database is not the one that was signed. */
  CONSENT_ALTERED("consent.altered", FORBIDDEN),
  /** The term of the release is over. */
  CONSENT_EXPIRED("consent.expired", FORBIDDEN),
  /** No release was signed. */
  CONSENT_NONE("consent.none", FORBIDDEN),
  /** The policy asks for no release. */
  CONSENT_NONE_NEEDED("consent.none-needed", CONFLICT),
  /** The policy does not disclose that this is kept. */
  CONSENT_NOT_DISCLOSED("consent.not-disclosed", FORBIDDEN),
  /** There is no release. */
  CONSENT_NOTHING_GIVEN("consent.nothing-given", ABSENT),
  /** The release that was signed is not the text in force. */
  CONSENT_OTHER_TEXT("consent.other-text", FORBIDDEN),
  /** The release is not offered for that purpose. */
  CONSENT_PURPOSE_NOT_OFFERED("consent.purpose-not-offered", CONFLICT),
  /** The purpose of the release is satisfied. */
  CONSENT_PURPOSE_SATISFIED("consent.purpose-satisfied", FORBIDDEN),
  /** The text that was signed is not the release in force. */
  CONSENT_TEXT_CHANGED("consent.text-changed", CONFLICT),
  /** There is no text of that hash. */
  CONSENT_TEXT_UNKNOWN("consent.text-unknown", ABSENT),
  /** The release was withdrawn. */
  CONSENT_WITHDRAWN("consent.withdrawn", FORBIDDEN),
  /** An erasure of the subject is still under way. */
  ERASE_PENDING("erase.pending", FORBIDDEN),
  /** Erasures have no receipt yet. */
  ERASE_UNFINISHED("erase.unfinished", UNAVAILABLE),
  /** There is no receipt of that id. */
  RECEIPT_UNKNOWN("receipt.unknown", ABSENT),
  /** There is a subject of that name. */
  SUBJECT_TAKEN("subject.taken", CONFLICT),
  /** The daily round failed, and no one knows why. */
  UNFORESEEN("unforeseen", BUG),
  /** The classification of the settings cannot be. */
  VAULT_CLASSIFICATION("vault.classification", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The server has no vault. */
  VAULT_OFF("vault.off", ABSENT),
  /** The staff of the settings cannot be. */
  VAULT_STAFF("vault.staff", UNAVAILABLE, VaultFault.NOTHING_CHANGED);

  private final Facts facts;

  ConsentFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  ConsentFault(String text, Kind kind, String sentence) {
    this.facts = Facts.of(text, kind, sentence);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
