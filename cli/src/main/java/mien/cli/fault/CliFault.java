package mien.cli.fault;

import static mien.core.FaultCode.Kind.ABSENT;
import static mien.core.FaultCode.Kind.INVALID;
import static mien.core.FaultCode.Kind.UNAVAILABLE;
import static mien.core.FaultCode.Kind.USAGE;

import mien.core.FaultCode;

/** Faults of the command: its words, its settings, its files. */
public enum CliFault implements FaultCode {
  /** A leaf of the log is not in the form of the log. */
  AUDIT_MALFORMED("audit.malformed", UNAVAILABLE),
  /** There is no such file. */
  FILE_MISSING("file.missing", ABSENT),
  /** A file cannot be read. */
  FILE_UNREADABLE("file.unreadable", INVALID),
  /** A file cannot be written. */
  FILE_UNWRITABLE("file.unwritable", UNAVAILABLE),
  /** The file of the settings cannot be read. */
  SETTINGS_UNREADABLE("settings.unreadable", USAGE),
  /** The settings have an unknown key or a value that they may not have. */
  SETTINGS_WRONG("settings.wrong", USAGE),
  /** The anchor that was named cannot be used. */
  USAGE_ANCHOR("usage.anchor", USAGE),
  /** A number of the log that was given cannot be. */
  USAGE_AUDIT("usage.audit", USAGE),
  /** What was told to the consent desk cannot be. */
  USAGE_CONSENT("usage.consent", USAGE),
  /** The public key that was named cannot be used. */
  USAGE_KEY("usage.key", USAGE),
  /** A word is no name of a model. */
  USAGE_MODEL("usage.model", USAGE),
  /** Options cannot be used together, or have a wrong value. */
  USAGE_OPTION("usage.option", USAGE),
  /** The place of the output cannot be used. */
  USAGE_OUTPUT("usage.output", USAGE),
  /** There is no pack of that name. */
  USAGE_PACK("usage.pack", USAGE),
  /** A path cannot be used. */
  USAGE_PATH("usage.path", USAGE),
  /** What was told about the vault cannot be. */
  USAGE_VAULT("usage.vault", USAGE);

  private final Facts facts;

  CliFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
