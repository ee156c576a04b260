package mien.json;

import static mien.core.FaultCode.Kind.INVALID;

import mien.core.FaultCode;

/** Why a text is not read as JSON. */
public enum JsonFault implements FaultCode {
  /** A member of the object is unknown, missing, or has a value that it may not have. */
  MEMBER("json.member", INVALID),
  /** The text is not the JSON that was expected. */
  WRONG("json.wrong", INVALID);

  private final Facts facts;

  JsonFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
