package mien.studio.frame;

import static mien.core.FaultCode.Kind.ABSENT;
import static mien.core.FaultCode.Kind.BUG;
import static mien.core.FaultCode.Kind.BUSY;
import static mien.core.FaultCode.Kind.UNAVAILABLE;

import mien.core.FaultCode;

/** What the studio's frame refuses, whatever the slice. */
public enum FrameFault implements FaultCode {
  /** As many jobs run as may, or the server is stopping. */
  BUSY_JOBS("busy.jobs", BUSY),
  /** There is no such job. */
  JOB_UNKNOWN("job.unknown", ABSENT),
  /** A job cannot be noted on disk. */
  JOURNAL("studio.journal", UNAVAILABLE),
  /** The engine was opened without a recognizer. */
  NO_RECOGNIZER("studio.no-recognizer", BUG);

  private final Facts facts;

  FrameFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
