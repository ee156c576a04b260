package mien.cli.vault;

import mien.cli.command.CommandGroup;
import mien.cli.command.MienCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code mien vault}: the head of its subcommands. */
@Command(
    name = "vault",
    synopsisSubcommandLabel = "COMMAND",
    header = "Make a vault, look after it, and change its master key.",
    footer = {
      "",
      "Examples:",
      "  mien vault init --vault DIR --organization 'A Club' --contact '12 High St'",
      "  mien vault status --vault DIR",
      "  mien vault check --vault DIR",
      "  mien vault rotate-key --vault DIR --to /media/usb/new.key"
    })
public final class VaultCommand extends CommandGroup {

  private VaultCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(MienCommand root) {
    return new CommandLine(new VaultCommand())
        .addSubcommand(new VaultInit(root))
        .addSubcommand(new VaultStatus(root))
        .addSubcommand(new VaultCheck(root))
        .addSubcommand(new VaultSetAside(root))
        .addSubcommand(new VaultRotateKey(root))
        .addSubcommand(new VaultTrustClock(root));
  }
}
