package mien.engine.graph;

/**
 * The bytes are not a model of the form that a reader or a rewrite takes. The message says what was
 * found, as the end of a sentence. Those who know which file it was turn it into a fault.
 */
public final class MalformedModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what was found. */
  public MalformedModelException(String found) {
    super(found);
  }

  /** With what was found and what a reader of the JDK said of it. */
  public MalformedModelException(String found, Throwable cause) {
    super(found, cause);
  }
}
