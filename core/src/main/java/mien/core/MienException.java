package mien.core;

import java.util.Objects;

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
    /** The installation is wrong (model, library, setting, disk): tell whoever runs it. */
    OPERATOR,
    /** A limit on queue, wait or time was reached: try again later. */
    BUSY,
    /** mien is wrong: report it. */
    BUG
  }

  private final Blame blame;
  private final String code;

  /**
   * Makes a fault.
   *
   * @param blame whose problem it is
   * @param code stable, dotted, lower case, for programs: {@code photo.too-large}
   * @param message one sentence for a person: the rule, the value and the remedy
   */
  public MienException(Blame blame, String code, String message) {
    super(message);
    this.blame = Objects.requireNonNull(blame, "blame");
    this.code = Objects.requireNonNull(code, "code");
  }

  /**
   * Makes a fault with its cause.
   *
   * @param blame whose problem it is
   * @param code stable, dotted, lower case, for programs
   * @param message one sentence for a person
   * @param cause what failed underneath
   */
  public MienException(Blame blame, String code, String message, Throwable cause) {
    super(message, cause);
    this.blame = Objects.requireNonNull(blame, "blame");
    this.code = Objects.requireNonNull(code, "code");
  }

  /** Whose problem it is. */
  public Blame blame() {
    return blame;
  }

  /** The stable code, for programs. */
  public String code() {
    return code;
  }
}
