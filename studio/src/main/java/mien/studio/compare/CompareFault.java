package mien.studio.compare;

import static mien.core.FaultCode.Kind.EXTERNAL;
import static mien.core.FaultCode.Kind.INVALID;
import static mien.core.FaultCode.Kind.UNAVAILABLE;
import static mien.core.FaultCode.Kind.USAGE;

import mien.core.FaultCode;

/** Faults of comparing two photos. */
public enum CompareFault implements FaultCode {
  /** The photo has no face of that index or at that point. */
  COMPARE_NO_SUCH_FACE("compare.no-such-face", INVALID),
  /** The vision service outside failed, and nothing took its place. */
  PROVIDER_EXTERNAL("provider.external", EXTERNAL),
  /** The key of the vision service is missing or wrong. */
  PROVIDER_KEY("provider.key", UNAVAILABLE),
  /** No threshold was measured for that false match rate. */
  USAGE_FALSE_MATCH_RATE("usage.false-match-rate", USAGE);

  private final Facts facts;

  CompareFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
