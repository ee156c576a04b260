package mien.cli.command;

import java.io.PrintStream;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.core.FaultCode;
import mien.core.MienException;
import mien.core.ProcessFault;
import mien.engine.fault.EngineFault;

/** Turns faults into sentences and exit statuses. */
public final class ProblemReport {

  private ProblemReport() {}

  /** The failure as a fault of mien's own type; anything unexpected is a bug. */
  public static MienException of(Throwable failure) {
    if (failure instanceof MienException known) {
      return known;
    }
    if (failure instanceof OutOfMemoryError) {
      return new MienException(
          ProcessFault.MEMORY_EXHAUSTED,
          "There is not enough memory; use fewer --threads or give Java more (MIEN_JAVA_OPTS=-Xmx4g).",
          failure);
    }
    return new MienException(
        ProcessFault.INTERNAL, "Something failed inside: " + failure.getClass().getName(), failure);
  }

  /** Prints one sentence, and what to do about it. */
  public static void print(MienException fault, boolean debug, Ink ink, PrintStream err) {
    err.println(ink.bad("mien: ") + SafeText.lines(String.valueOf(fault.getMessage())));
    switch (fault.blame()) {
      case USER, OPERATOR, BUSY -> {}
      case BUG ->
          err.println(
              "This is a fault of mien (code "
                  + fault.code()
                  + "). Please report it with the output of 'mien doctor'"
                  + (debug ? "." : ", and of this command with --debug."));
    }
    if (debug) {
      fault.printStackTrace(err);
    }
    err.flush();
  }

  /** The exit status of a command that a fault ended. */
  public static int exitCode(MienException fault) {
    if (fault.fault() == ProcessFault.INTERRUPTED) {
      return 128 + 2;
    }
    // A model is named in the command line or in the settings.
    boolean usage =
        fault.kind() == FaultCode.Kind.USAGE || fault.fault() == EngineFault.MODEL_UNKNOWN;
    return usage ? ExitCode.USAGE : ExitCode.REFUSED;
  }
}
