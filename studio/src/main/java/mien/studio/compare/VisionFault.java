package mien.studio.compare;

import java.time.Duration;
import java.util.Optional;

/** Why an outside service gave no usable answer. Never carries what was sent or received. */
final class VisionFault extends Exception {

  private static final long serialVersionUID = 1L;

  /** What may help. */
  enum Kind {
    /** The same question later. */
    LATER,
    /** The same question later, but not for this request: it has waited long enough. */
    SLOW,
    /** The same question once more: the answer was nonsense. */
    AGAIN,
    /** Nothing, until a setting is changed. */
    NEVER,
    /** Another picture: the service is well, but will not judge this one. */
    DECLINED
  }

  private final Kind kind;
  private final boolean sent;
  private final transient Optional<Duration> pause;
  private final String reason;

  private VisionFault(Kind kind, boolean sent, Optional<Duration> pause, String reason) {
    // No cause and no trace: an HTTP client's exceptions may name more than a log should hold.
    super(reason, null, false, false);
    this.kind = kind;
    this.sent = sent;
    this.pause = pause;
    this.reason = reason;
  }

  /** The service was not reached, so nothing was sent. */
  static VisionFault notReached(String reason) {
    return new VisionFault(Kind.LATER, false, Optional.empty(), reason);
  }

  /** The service was reached, and is busy or broken; it may say when to come again. */
  static VisionFault later(String reason, Optional<Duration> pause) {
    return new VisionFault(Kind.LATER, true, pause, reason);
  }

  /** The service was reached, and did not answer in time. */
  static VisionFault slow() {
    return new VisionFault(Kind.SLOW, true, Optional.empty(), "it did not answer in time");
  }

  /** The answer does not follow the rules. */
  static VisionFault nonsense(String reason) {
    return new VisionFault(Kind.AGAIN, true, Optional.empty(), reason);
  }

  /** Asking again is no use; {@code sent} unless the connection was refused by us. */
  static VisionFault never(String reason, boolean sent) {
    return new VisionFault(Kind.NEVER, sent, Optional.empty(), reason);
  }

  /** The service says that it will not judge this picture. */
  static VisionFault declined() {
    return new VisionFault(
        Kind.DECLINED, true, Optional.empty(), "it declines to judge this picture");
  }

  /** The same; {@code sentBefore} when an earlier try of the same question sent something. */
  VisionFault after(boolean sentBefore) {
    return new VisionFault(kind, sent || sentBefore, pause, reason);
  }

  /** What may help. */
  Kind kind() {
    return kind;
  }

  /** Whether anything of a photo may have been sent. */
  boolean sent() {
    return sent;
  }

  /** How long the service asks to wait. */
  Optional<Duration> pause() {
    return pause;
  }

  /** The reason, for people and logs. */
  String reason() {
    return reason;
  }
}
