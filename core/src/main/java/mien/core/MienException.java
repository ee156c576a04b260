package mien.core;

/**
 * The one exception of mien: a fault with a code that says whose problem it is.
 *
 * <p>Expected outcomes (no face, two faces, no match) are values, never this exception. The message
 * is one sentence for a person and gives the rule, the value and the remedy; it never contains
 * biometric data or the bytes of a photo.
 */
public final class MienException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose problem a fault is, and so what a caller should do about it. */
  public enum Blame {
    /** The input is wrong: tell the person who sent it. Trying again is no use. */
    USER,
    /** The installation is wrong (model, library, setting, disk): tell the person who runs it. */
    OPERATOR,
    /** A limit on queue, wait or time was reached: try again later. */
    BUSY,
    /** mien is wrong: report it. */
    BUG
  }

  private final FaultCode fault;
  private final FaultCode.Kind kind;

  /**
   * Makes a fault.
   *
   * @param fault what went wrong
   * @param message one sentence for a person: the rule, the value and the remedy
   */
  public MienException(FaultCode fault, String message) {
    this(fault, fault.kind(), message);
  }

  /**
   * Makes a fault with its cause.
   *
   * @param fault what went wrong
   * @param message one sentence for a person
   * @param cause what failed underneath
   */
  public MienException(FaultCode fault, String message, Throwable cause) {
    this(fault, fault.kind(), message, cause);
  }

  private MienException(FaultCode fault, FaultCode.Kind kind, String message) {
    super(message);
    this.fault = fault;
    this.kind = kind;
  }

  private MienException(FaultCode fault, FaultCode.Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.kind = kind;
  }

  /**
   * A fault of mien's own at a place where this code has another kind elsewhere.
   *
   * @param fault what went wrong
   * @param message one sentence for a person
   */
  public static MienException bug(FaultCode fault, String message) {
    return new MienException(fault, FaultCode.Kind.BUG, message);
  }

  /**
   * As {@link #bug(FaultCode, String)}, with what failed underneath.
   *
   * @param fault what went wrong
   * @param message one sentence for a person
   * @param cause what failed underneath
   */
  public static MienException bug(FaultCode fault, String message, Throwable cause) {
    return new MienException(fault, FaultCode.Kind.BUG, message, cause);
  }

  /** What went wrong. */
  public FaultCode fault() {
    return fault;
  }

  /** What a caller can do about it. */
  public FaultCode.Kind kind() {
    return kind;
  }

  /** Whose problem it is. */
  public Blame blame() {
    return kind.blame();
  }

  /** The stable text of the code, for programs. */
  public String code() {
    return fault.text();
  }
}
