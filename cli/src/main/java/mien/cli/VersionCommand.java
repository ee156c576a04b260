package mien.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code mien version}. */
@Command(name = "version", description = "Show the version of mien and of Java.")
final class VersionCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  VersionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().println("mien " + Version.text() + ", Java " + Runtime.version());
    return ExitCode.OK;
  }
}
