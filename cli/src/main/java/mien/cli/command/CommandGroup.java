package mien.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only has commands of its own: alone, it shows them. */
public abstract class CommandGroup implements Callable<Integer> {

  @Spec CommandSpec spec;

  /** Picocli sets the spec. */
  @SuppressWarnings("NullAway.Init")
  protected CommandGroup() {}

  @Override
  public final Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
