package mien.core;

import static mien.core.FaultCode.Kind.BUG;
import static mien.core.FaultCode.Kind.BUSY;
import static mien.core.FaultCode.Kind.UNAVAILABLE;

/** Faults that any part of a process can meet. */
public enum ProcessFault implements FaultCode {
  /** Something failed that no one foresaw. */
  INTERNAL("internal", BUG),
  /** The user ended the command. */
  INTERRUPTED("interrupted", BUSY),
  /** Java has too little memory. */
  MEMORY_EXHAUSTED("memory.exhausted", UNAVAILABLE);

  private final Facts facts;

  ProcessFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
