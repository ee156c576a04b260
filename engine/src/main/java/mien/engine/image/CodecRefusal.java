package mien.engine.image;

/** One codec will not do this file; another may. Never leaves the package. */
final class CodecRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String why;

  CodecRefusal(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  CodecRefusal(String why, Throwable cause) {
    super(why, cause);
    this.why = why;
  }

  /** What the codec said, one clause. */
  String why() {
    return why;
  }
}
