package mien.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param area heading that it stands under
 * @param level how it is
 * @param what was found, one clause
 * @param remedy what fixes it, one clause; empty when nothing needs fixing
 */
record Finding(Area area, Level level, String what, String remedy) {

  /** Headings, in the order of the report. */
  enum Area {
    /** Java, processor, memory, start. */
    MACHINE,
    /** What decodes photos. */
    CODECS,
    /** What runs networks. */
    PROVIDERS,
    /** Weights. */
    MODELS,
    /** Settings and folders. */
    FILES
  }

  /** How something is. */
  enum Level {
    /** As it should be. */
    GOOD,
    /** Works, but slowly or not in full. */
    NOTE,
    /** Does not work. */
    PROBLEM
  }

  static Finding good(Area area, String what) {
    return new Finding(area, Level.GOOD, what, "");
  }

  static Finding note(Area area, String what, String remedy) {
    return new Finding(area, Level.NOTE, what, remedy);
  }

  static Finding problem(Area area, String what, String remedy) {
    return new Finding(area, Level.PROBLEM, what, remedy);
  }
}
