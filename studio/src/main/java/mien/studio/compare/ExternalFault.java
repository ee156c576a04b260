package mien.studio.compare;

import mien.core.MienException;

/** The fault of a service outside, as a provider throws it when nothing can take its place. */
public final class ExternalFault {

  private ExternalFault() {}

  /** The fault, with its reason for the log: no part of a photo, no key. */
  public static MienException of(String reason, Throwable cause) {
    return new MienException(CompareFault.PROVIDER_EXTERNAL, reason, cause);
  }
}
