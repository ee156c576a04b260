package mien.cli.consent;

import mien.cli.command.CommandGroup;
import mien.cli.command.MienCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code mien consent}: the head of its subcommands. */
@Command(
    name = "consent",
    synopsisSubcommandLabel = "COMMAND",
    header = "Keep photos of people with a signed release, and destroy them on time.",
    description = {
      "",
      "The vault is --vault DIR, or folder in [vault] of the settings. Anyone who can read its master"
          + " key may do everything; the log names them admin:command-line.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mien consent release                      the text to sign, and its hash",
      "  mien consent give staff-0042 --signer 'Robin Sample' --text-hash HASH",
      "  mien consent keep staff-0042 photo.jpg    sealed and logged",
      "  mien consent show staff-0042              what is held, and until when",
      "  mien consent log staff-0042               what was done with it",
      "  mien consent erase staff-0042 --yes       erased, with a receipt",
      "  mien consent sweep --dry-run              what would be destroyed"
    })
public final class ConsentCommand extends CommandGroup {

  private ConsentCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(MienCommand root) {
    return new CommandLine(new ConsentCommand())
        .addSubcommand(new ConsentRelease(root))
        .addSubcommand(new ConsentGive(root))
        .addSubcommand(new ConsentKeep(root))
        .addSubcommand(new ConsentTemplate(root))
        .addSubcommand(new ConsentFind(root))
        .addSubcommand(new ConsentView(root))
        .addSubcommand(new ConsentShow(root))
        .addSubcommand(new ConsentWithdraw(root))
        .addSubcommand(new ConsentErase(root))
        .addSubcommand(new ConsentReceipt(root))
        .addSubcommand(new ConsentExport(root))
        .addSubcommand(new ConsentHold(root))
        .addSubcommand(new ConsentNote(root))
        .addSubcommand(new ConsentLog(root))
        .addSubcommand(new ConsentSweep(root));
  }
}
