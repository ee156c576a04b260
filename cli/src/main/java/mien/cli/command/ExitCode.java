package mien.cli.command;

/** What the process tells its caller. */
public final class ExitCode {

  /** Everything that was asked for was done. */
  public static final int OK = 0;

  /** Some of it was refused, or no decision could be made. */
  public static final int REFUSED = 1;

  /** The command line or the settings file is wrong. */
  public static final int USAGE = 2;

  /** The reader of standard output went away: 128 and SIGPIPE, as shells expect. */
  public static final int PIPE = 141;

  private ExitCode() {}
}
