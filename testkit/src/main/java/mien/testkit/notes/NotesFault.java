package mien.testkit.notes;

import mien.core.FaultCode;

/** What the notes refuse. */
public enum NotesFault implements FaultCode {
  /** The note has more characters than the setting allows. */
  TOO_LONG;

  @Override
  public String text() {
    return "notes.too-long";
  }

  @Override
  public Kind kind() {
    return Kind.INVALID;
  }
}
