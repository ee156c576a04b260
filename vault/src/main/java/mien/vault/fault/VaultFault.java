package mien.vault.fault;

import static mien.core.FaultCode.Kind.ABSENT;
import static mien.core.FaultCode.Kind.BUG;
import static mien.core.FaultCode.Kind.CONFLICT;
import static mien.core.FaultCode.Kind.FORBIDDEN;
import static mien.core.FaultCode.Kind.INVALID;
import static mien.core.FaultCode.Kind.UNAVAILABLE;

import mien.core.FaultCode;

/** Faults of the place where biometric data rests. */
public enum VaultFault implements FaultCode {
  /** The anchor file cannot be read or written, or holds something else. */
  AUDIT_ANCHOR("audit.anchor", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The anchor file was there and is gone. */
  AUDIT_ANCHOR_LOST("audit.anchor-lost", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** A signed head in the database is damaged. */
  AUDIT_DAMAGED("audit.damaged", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The folder of the export is not empty or cannot be written. */
  AUDIT_EXPORT_FOLDER("audit.export-folder", INVALID),
  /** The end of the log is missing in the database. */
  AUDIT_NO_TAIL("audit.no-tail", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** A hash of the log is missing in the database. */
  AUDIT_NODE_MISSING("audit.node-missing", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The log cannot be read. */
  AUDIT_UNREADABLE("audit.unreadable", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** A purpose has other characters, or more, than it may. */
  CONSENT_BAD_PURPOSE("consent.bad-purpose", INVALID),
  /** A release lacks something, or has too much of it. */
  CONSENT_BAD_RELEASE("consent.bad-release", INVALID),
  /** The release is withdrawn, but what is held is not erased yet. */
  CONSENT_WITHDRAWN_ONLY("consent.withdrawn-only", UNAVAILABLE, VaultFault.ERASED_LATER),
  /** A legal hold forbids it. */
  ERASE_ON_HOLD("erase.on-hold", CONFLICT),
  /** The policy cannot be executed. */
  POLICY_BAD("policy.bad", UNAVAILABLE),
  /** The policy must be accepted on purpose, and is not. */
  POLICY_DORMANT("policy.dormant", UNAVAILABLE),
  /** The vault was opened with another policy before. */
  POLICY_OTHER("policy.other", UNAVAILABLE),
  /** There is no policy of that name. */
  POLICY_UNKNOWN("policy.unknown", UNAVAILABLE),
  /** What was given is no id of a subject. */
  SUBJECT_BAD_ID("subject.bad-id", INVALID),
  /** A page has too few or too many subjects. */
  SUBJECT_BAD_LIMIT("subject.bad-limit", INVALID),
  /** What was given is no name that a subject may have. */
  SUBJECT_BAD_SAFE_ID("subject.bad-safe-id", INVALID),
  /** There is no subject of that id. */
  SUBJECT_UNKNOWN("subject.unknown", ABSENT),
  /** What was given is no SHA-256. */
  BAD_HASH("vault.bad-hash", INVALID),
  /** Another process or request holds the vault. */
  BUSY("vault.busy", Kind.BUSY),
  /** Nothing was written for 90 days: the clock may be wrong. */
  CLOCK_AHEAD("vault.clock-ahead", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The clock says an earlier time than the last leaf of the log. */
  CLOCK_BACK("vault.clock-back", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The vault was used after it was closed. */
  CLOSED("vault.closed", BUG),
  /** The database or a key in it is damaged. */
  DAMAGED("vault.damaged", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The database server does not answer, or refuses. */
  DATABASE("vault.database", UNAVAILABLE, VaultFault.UNFINISHED),
  /** The disk failed. */
  DISK("vault.disk", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The disk is full. */
  DISK_FULL("vault.disk-full", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** A sealed file is not there. */
  FILE_MISSING("vault.file-missing", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** Waiting for the vault was interrupted. */
  INTERRUPTED("vault.interrupted", Kind.BUSY),
  /** The master key was changed by another process. */
  KEY_CHANGED("vault.key-changed", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The key of a subject is not there. */
  KEY_MISSING("vault.key-missing", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The database, the files and the keys are not of one vault and one time. */
  KEYS_APART("vault.keys-apart", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The master key cannot be read, or is none. */
  MASTER_KEY("vault.master-key", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** A step to a newer schema is missing or broken. */
  MIGRATION("vault.migration", BUG),
  /** The library of SQLite cannot be unpacked. */
  NATIVES("vault.natives", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** A newer mien wrote this vault. */
  NEWER_SCHEMA("vault.newer-schema", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** There is no vault in the folder. */
  NONE("vault.none", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The anchor knows more of the log than the database. */
  OLDER_DATABASE("vault.older-database", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The database, or a record in it, has another form. */
  OTHER_SCHEMA("vault.other-schema", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The vault cannot be written. */
  READ_ONLY("vault.read-only", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The role of the actor does not allow it. */
  ROLE("vault.role", FORBIDDEN),
  /** The change of the master key was not finished. */
  ROTATION_UNFINISHED("vault.rotation-unfinished", UNAVAILABLE),
  /** The new master key is the present one. */
  SAME_KEY("vault.same-key", INVALID),
  /** A cipher that every Java has failed. */
  SEAL("vault.seal", BUG),
  /** The database's answer to a commit was lost. */
  UNKNOWN("vault.unknown", UNAVAILABLE, VaultFault.UNCERTAIN),
  /** Something sealed does not open: it was altered, or the key is another. */
  UNSEALABLE("vault.unsealable", UNAVAILABLE, VaultFault.NOTHING_CHANGED),
  /** The master key is not that of this vault. */
  WRONG_KEY("vault.wrong-key", UNAVAILABLE, VaultFault.NOTHING_CHANGED);

  /** The sentence of most faults of the vault. */
  public static final String NOTHING_CHANGED =
      "The vault cannot do that now; nothing was changed. The server's log says why.";

  private static final String UNCERTAIN =
      "The connection to the vault's database was lost while it wrote, so whether this was done is"
          + " unknown. Look before you do it again. The server's log says more.";

  private static final String UNFINISHED =
      "The connection to the vault's database was lost, so this was not finished. Look at what was"
          + " done before you do it again. The server's log says more.";

  /** Something was changed, and the client must know that. Names no folder. */
  public static final String ERASED_LATER =
      "The release is withdrawn, but what is held could not be erased yet: see to the vault's"
          + " disk; the next sweep erases it.";

  private final Facts facts;

  VaultFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  VaultFault(String text, Kind kind, String sentence) {
    this.facts = Facts.of(text, kind, sentence);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
