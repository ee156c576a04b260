package mien.cli.vault;

import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.vault.Vault;
import mien.vault.audit.SignatureScope;
import mien.vault.record.CheckReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien vault check}. */
@Command(
    name = "check",
    description = {
      "Open and check everything that is held. Changes nothing; status 1 if anything is wrong.",
      "Checks every key, every sealed value, every file with its size and hash; compares the "
          + "releases with the log, and the log with its anchor."
    })
final class VaultCheck implements Callable<Integer> {

  @Mixin VaultOptions options = new VaultOptions();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final MienCommand root;

  VaultCheck(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Vault vault = options.openToRead(root)) {
      LogState log = LogState.of(vault, SignatureScope.ALL, VaultOptions.KEEPER);
      CheckReport report = vault.admin(VaultOptions.KEEPER).check();
      boolean whole = report.whole() && log.sound();
      var out = root.surroundings().out();
      if (json) {
        out.println(
            Json.object(
                o -> {
                  o.flag("whole", whole)
                      .text("verdict", log.verdict().line())
                      .flag("anchor_lost", log.lost())
                      .whole("subjects", report.subjects())
                      .whole("photos", report.photos());
                  o.array("findings", all -> report.findings().forEach(all::text));
                }));
      } else {
        out.println("log      " + log.verdict().line());
        out.println("         " + log.meaning());
        out.println(
            "held     "
                + report.subjects()
                + " subjects; "
                + report.photos()
                + " photos opened and are what was kept");
        report.findings().forEach(line -> out.println("WRONG    " + line));
      }
      return whole ? ExitCode.OK : ExitCode.REFUSED;
    }
  }
}
