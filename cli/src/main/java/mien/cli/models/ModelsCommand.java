package mien.cli.models;

import java.util.concurrent.Callable;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mien models}: the head of its subcommands. */
@Command(
    name = "models",
    synopsisSubcommandLabel = "COMMAND",
    header = "List, fetch and check the weights that mien works with.",
    footer = {
      "",
      "Examples:",
      "  mien models list                        what there is, and what is used by default",
      "  mien models pull                        the default weights, out of npm packages",
      "  mien models use open                    take the models of another pack",
      "  mien models pull open                   everything whose licence allows any use",
      "  mien models pull --accept-licence w600k_mbf",
      "  mien models pull --mirror /media/usb open",
      "  mien models verify                      check every file that is there"
    })
public final class ModelsCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  private ModelsCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(MienCommand root) {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ModelsList(root))
        .addSubcommand(new ModelsPull(root))
        .addSubcommand(new ModelsUse(root))
        .addSubcommand(new ModelsVerify(root))
        .addSubcommand(new ModelsPath(root))
        .addSubcommand(new ModelsLicence(root));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
