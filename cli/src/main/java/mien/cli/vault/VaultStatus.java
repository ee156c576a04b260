package mien.cli.vault;

import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import mien.studio.consent.VerdictWords;
import mien.studio.json.Json;
import mien.vault.Actor;
import mien.vault.RecoveryReport;
import mien.vault.Role;
import mien.vault.SweepReport;
import mien.vault.Vault;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien vault status}. */
@Command(
    name = "status",
    description =
        "Whether it opens, what opening put in order, whether its log is sound, what is due.")
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
    try (Vault vault = options.open(root)) {
      AuditVerdict verdict =
          vault.audit(log -> log.verify(Optional.empty(), SignatureScope.NEWEST), READER);
      SweepReport due = vault.sweepDryRun(READER);
      boolean sound = verdict instanceof AuditVerdict.Sound;
      root.surroundings()
          .out()
          .println(json ? asJson(vault, verdict, due) : text(vault, verdict, due));
      return sound ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  private static String asJson(Vault vault, AuditVerdict verdict, SweepReport due) {
    RecoveryReport order = vault.recovered();
    return Json.object(
        out ->
            out.text("pack", vault.policy().name())
                .flag("sound", verdict instanceof AuditVerdict.Sound)
                .text("verdict", verdict.line())
                .whole("due", due.entries().size())
                .whole("orphan_files", order.orphanFiles())
                .whole("orphan_keys", order.orphanKeys())
                .whole("missing_files", order.missingFiles())
                .whole("erasures_pending", order.erasuresPending()));
  }

  private static String text(Vault vault, AuditVerdict verdict, SweepReport due) {
    RecoveryReport order = vault.recovered();
    return String.join(
        "\n",
        "policy   " + vault.policy().name(),
        "log      " + verdict.line(),
        "         " + VerdictWords.of(verdict),
        "due      " + due.entries().size() + " to be destroyed by the next sweep",
        "order    "
            + order.orphanFiles()
            + " orphan files and "
            + order.orphanKeys()
            + " orphan keys removed, "
            + order.missingFiles()
            + " files missing, "
            + order.erasuresPending()
            + " erasures pending");
  }
}
