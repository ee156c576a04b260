package mien.cli.consent;

import java.util.Locale;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import mien.studio.consent.ConsentJson;
import mien.vault.SweepReport;
import mien.vault.Vault;
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

  @Option(names = "--dry-run", description = "Only say what is due; change nothing.")
  boolean dryRun;

  ConsentSweep(MienCommand root) {
    super(root);
  }

  @Override
  int run(Vault vault) {
    SweepReport report = dryRun ? vault.sweepDryRun(CLERK) : vault.sweep(CLERK);
    if (json) {
      print(ConsentJson.sweep(report));
    } else {
      report.entries().forEach(entry -> print(line(entry)));
      print(
          report.entries().size()
              + (report.entries().size() == 1 ? " subject is due" : " subjects are due")
              + (dryRun ? "; nothing was changed." : "."));
    }
    boolean whole =
        report.entries().stream()
            .noneMatch(entry -> entry.result() == SweepReport.Result.UNFINISHED);
    return whole ? ExitCode.OK : ExitCode.REFUSED;
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
