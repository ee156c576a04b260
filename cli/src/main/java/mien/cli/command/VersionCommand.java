package mien.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code mien version}. */
@Command(name = "version", description = "Show the version of mien and of Java.")
public final class VersionCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  /** Prints to where the surroundings say. */
  public VersionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().println("mien " + Version.text() + ", Java " + Runtime.version());
    return ExitCode.OK;
  }
}
