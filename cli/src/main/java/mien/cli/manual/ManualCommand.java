package mien.cli.manual;

import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.Surroundings;
import mien.cli.command.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mien manual}: what {@code packaging/release.sh} writes into {@code mien.1}. */
@Command(
    name = "manual",
    hidden = true,
    description = "Print the manual page: mien manual > mien.1; man ./mien.1")
public final class ManualCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  private final Surroundings surroundings;

  /** Makes the command. */
  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  public ManualCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().print(ManualPage.of(spec.root(), Version.text()));
    return ExitCode.OK;
  }
}
