package mien.core;

import java.util.Optional;
import mien.core.MienException.Blame;

/**
 * What went wrong, for programs. Each module or slice has its own in one enum, and no two codes
 * have the same text.
 */
public interface FaultCode {

  /** What is known of this code. */
  Facts facts();

  /** Stable, dotted, lower case: {@code photo.too-large}. */
  default String text() {
    return facts().text();
  }

  /** What a caller can do about it. */
  default Kind kind() {
    return facts().kind();
  }

  /**
   * What a person reads who does not run this installation, of a fault whose message is for the one
   * who does: it may name folders. Empty where a door has no better sentence than its own.
   */
  default Optional<String> sentence() {
    return facts().sentence();
  }

  /**
   * What is known of a code.
   *
   * @param text stable, dotted, lower case
   * @param kind what a caller can do about it
   * @param sentence for a person who does not run this installation
   */
  record Facts(String text, Kind kind, Optional<String> sentence) {

    /** Of a code whose doors word it themselves. */
    public static Facts of(String text, Kind kind) {
      return new Facts(text, kind, Optional.empty());
    }

    /** Of a code with a sentence of its own. */
    public static Facts of(String text, Kind kind, String sentence) {
      return new Facts(text, kind, Optional.of(sentence));
    }
  }

  /** Kinds of faults. The doors choose their answers by them: a status, an exit status. */
  enum Kind {
    /** What was sent is not what may be sent. */
    INVALID(Blame.USER),
    /** The bytes of a photo are not to be read: another file may be. */
    UNDECODABLE(Blame.USER),
    /** A word of the command line or of the settings is wrong, and nothing was begun. */
    USAGE(Blame.USER),
    /** The key that says who asks is missing or wrong. */
    UNIDENTIFIED(Blame.USER),
    /** Who asks may not, or no consent allows it. */
    FORBIDDEN(Blame.USER),
    /** There is none. */
    ABSENT(Blame.USER),
    /** It cannot be in the present state. */
    CONFLICT(Blame.USER),
    /** The photo was read, and does not show what is needed. */
    UNFIT(Blame.USER),
    /** What was sent came too slowly. */
    SLOW(Blame.USER),
    /** A model, library, setting or disk is missing or wrong. */
    UNAVAILABLE(Blame.OPERATOR),
    /** A limit on queue, wait or time was reached. */
    BUSY(Blame.BUSY),
    /** A service of others failed. */
    EXTERNAL(Blame.BUSY),
    /** mien is wrong. */
    BUG(Blame.BUG);

    private final Blame blame;

    Kind(Blame blame) {
      this.blame = blame;
    }

    /** Whose problem it is. */
    public Blame blame() {
      return blame;
    }
  }
}
