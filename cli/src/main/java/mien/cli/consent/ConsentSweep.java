package mien.cli.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.json.JsonText;
import mien.studio.consent.Erasure;
import mien.vault.Vault;
import mien.vault.audit.AuditReader;
import mien.vault.record.SweepReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mien consent sweep}. */
@Command(
    name = "sweep",
    description = {
      "Carry the retention schedule out: destroy what is due, and sign for it.",
      "'mien serve' does it by itself every day; doing it twice does nothing more."
    })
final class ConsentSweep extends ConsentTask {

  private static final int PAGE = 1000;

  @Option(names = "--dry-run", description = "Only say what is due; change nothing.")
  boolean dryRun;

  ConsentSweep(MienCommand root) {
    super(root);
  }

  @Override
  boolean reads() {
    return dryRun;
  }

  @Override
  int run(Vault vault) {
    long before = vault.viewer(CLERK).audit(AuditReader::size);
    SweepReport report = dryRun ? vault.viewer(CLERK).sweepDryRun() : vault.admin(CLERK).sweep();
    if (json) {
      print(Json.of(Erasure.Sweep.of(report)));
    } else {
      report.entries().forEach(entry -> print(line(entry)));
      print(
          switch (report.entries().size()) {
            case 1 -> dryRun ? "1 subject is due; nothing was changed." : "1 subject was due.";
            default ->
                report.entries().size()
                    + (dryRun ? " subjects are due; nothing was changed." : " subjects were due.");
          });
      if (!dryRun) {
        receipts(vault, before).forEach(id -> print("receipt " + id));
      }
    }
    boolean whole =
        report.entries().stream()
            .noneMatch(entry -> entry.result() == SweepReport.Result.UNFINISHED);
    return whole ? ExitCode.OK : ExitCode.REFUSED;
  }

  /** The numbers of what was signed since: the log has them. */
  private static List<String> receipts(Vault vault, long since) {
    List<String> found = new ArrayList<>();
    List<String> page;
    long from = since;
    do {
      long start = from;
      page = vault.viewer(CLERK).audit(log -> log.leaves(start, PAGE));
      for (String leaf : page) {
        if (JsonText.read(leaf) instanceof Map<?, ?> entry
            && entry.get("facts") instanceof Map<?, ?> facts
            && facts.get("erasure") instanceof String id
            && vault.viewer(CLERK).receipt(id).isPresent()) {
          found.add(id);
        }
      }
      from += page.size();
    } while (page.size() == PAGE);
    return found;
  }

  private static String line(SweepReport.Entry entry) {
    return entry.subject()
        + "  "
        + entry.scope().word()
        + "  "
        + entry.reason().word()
        + " since "
        + entry.dueAt()
        + "  "
        + entry.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
