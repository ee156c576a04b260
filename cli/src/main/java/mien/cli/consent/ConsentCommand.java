package mien.cli.consent;

import java.util.concurrent.Callable;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mien consent}: the head of its subcommands. */
@Command(
    name = "consent",
    synopsisSubcommandLabel = "COMMAND",
    header = "Keep photos of people with a signed release, and destroy them on time.",
    description = {
      "",
      "The vault is the one that --vault DIR names, or folder in [vault] of the settings. Whoever can",
      "read its master key may do everything; the log names them admin:command-line.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mien consent release                              the text to sign, and its hash",
      "  mien consent give staff-0042 --signer 'Robin Sample' --text-hash HASH",
      "  mien consent keep staff-0042 photo.jpg            sealed, logged, only with a release",
      "  mien consent show staff-0042                      what is held, and until when",
      "  mien consent log staff-0042                       what was done with it, and by whom",
      "  mien consent erase staff-0042 --yes               gone, looked for, and signed for",
      "  mien consent sweep --dry-run                      what the retention schedule would destroy"
    })
public final class ConsentCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  private ConsentCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(MienCommand root) {
    return new CommandLine(new ConsentCommand())
        .addSubcommand(new ConsentRelease(root))
        .addSubcommand(new ConsentGive(root))
        .addSubcommand(new ConsentKeep(root))
        .addSubcommand(new ConsentTemplate(root))
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

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
