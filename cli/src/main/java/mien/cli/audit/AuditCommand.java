package mien.cli.audit;

import mien.cli.command.CommandGroup;
import mien.cli.command.MienCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code mien audit}: the head of its subcommands. */
@Command(
    name = "audit",
    synopsisSubcommandLabel = "COMMAND",
    header = "Check, prove and export the vault's log of what was done with whose data.",
    footer = {
      "",
      "Examples:",
      "  mien audit verify --vault DIR --master-key FILE --anchor /media/a.jsonl",
      "  mien audit head   --vault DIR --master-key FILE --anchor /media/a.jsonl",
      "  mien audit prove  --vault DIR --master-key FILE 17",
      "  mien audit export --vault DIR --master-key FILE for-the-auditor/",
      "  mien audit verify --export for-the-auditor/ --key key.pem    without the vault"
    })
public final class AuditCommand extends CommandGroup {

  private AuditCommand() {}

  /** The command with its subcommands. */
  public static CommandLine line(MienCommand root) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(new AuditVerify(root))
        .addSubcommand(new AuditHead(root))
        .addSubcommand(new AuditProve(root))
        .addSubcommand(new AuditExportCommand(root));
  }
}
