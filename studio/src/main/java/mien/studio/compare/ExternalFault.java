package mien.studio.compare;

import mien.core.MienException;
import mien.core.MienException.Blame;

/** The fault of a service outside, as a provider throws it when nothing can take its place. */
public final class ExternalFault {

  /** Its code; the HTTP answer is 502. */
  public static final String CODE = "provider.external";

  private ExternalFault() {}

  /** The fault, with its reason for the log: no part of a photo, no key. */
  public static MienException of(String reason, Throwable cause) {
    return new MienException(Blame.BUSY, CODE, reason, cause);
  }
}
