package mien.cli.vault;

import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.vault.Vault;
import mien.vault.audit.SignatureScope;
import mien.vault.config.Actor;
import mien.vault.config.Role;
import mien.vault.record.RecoveryReport;
import mien.vault.record.SweepReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien vault status}. */
@Command(
    name = "status",
    description =
        "Whether it opens, whether its log is sound, what is due, what is missing. Changes nothing.")
final class VaultStatus implements Callable<Integer> {

  private static final Actor READER = new Actor(Role.VIEWER, "command-line");

  @Mixin VaultOptions options = new VaultOptions();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final MienCommand root;

  VaultStatus(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Vault vault = options.openToRead(root)) {
      LogState log = LogState.of(vault, SignatureScope.NEWEST, READER);
      SweepReport due = vault.viewer(READER).sweepDryRun();
      RecoveryReport found = vault.recovered();
      boolean well = log.sound() && found.clean();
      root.surroundings().out().println(json ? asJson(vault, log, due) : text(vault, log, due));
      return well ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  private String asJson(Vault vault, LogState log, SweepReport due) {
    RecoveryReport found = vault.recovered();
    return Json.object(
        out ->
            out.text("pack", vault.policy().name())
                .flag("sound", log.sound())
                .text("verdict", log.verdict().line())
                .flag("anchor_lost", log.lost())
                .text("master_key", options.keyPlace(root))
                .whole("due", due.entries().size())
                .whole("missing_files", found.missingFiles())
                .whole("strange_files", found.orphanFiles())
                .whole("strange_keys", found.orphanKeys())
                .whole("erasures_pending", found.erasuresPending()));
  }

  private String text(Vault vault, LogState log, SweepReport due) {
    RecoveryReport found = vault.recovered();
    return String.join(
        "\n",
        "policy   " + vault.policy().name(),
        "log      " + log.verdict().line(),
        "         " + log.meaning(),
        "key      " + options.keyPlace(root),
        "due      " + due.entries().size() + " to be destroyed by the next sweep",
        "missing  " + found.missingFiles() + " files that the database has are not in the folder",
        "strange  "
            + found.orphanFiles()
            + " files and "
            + found.orphanKeys()
            + " keys are not in the database"
            + (found.orphanFiles() + found.orphanKeys() > 0
                ? ": it is older than they are, or another vault's; 'mien vault check' names them"
                : ""),
        "pending  " + found.erasuresPending() + " erasures without a receipt");
  }
}
