package mien.testkit.notes;

import mien.core.FaultCode;

/** What the notes refuse. */
public enum NotesFault implements FaultCode {
  /** The note has more characters than the setting allows. */
  TOO_LONG;

  @Override
  public Facts facts() {
    return Facts.of("notes.too-long", Kind.INVALID);
  }
}
