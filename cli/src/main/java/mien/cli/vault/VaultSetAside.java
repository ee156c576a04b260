package mien.cli.vault;

import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.vault.Vault;
import mien.vault.record.SetAsideReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien vault set-aside}. */
@Command(
    name = "set-aside",
    description = {
      "Let a vault open whose newest database is lost.",
      "Files and keys that the database does not know are noted and stay. First look for the "
          + "database of their time: with it back, nothing is lost.",
      "With --destroy they, and what was set aside before, are destroyed for good."
    })
final class VaultSetAside implements Callable<Integer> {

  @Mixin VaultOptions options = new VaultOptions();

  @Option(names = "--destroy", description = "Destroy them; nothing brings them back.")
  boolean destroy;

  @Option(names = "--yes", description = "Really.")
  boolean yes;

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final MienCommand root;

  VaultSetAside(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (!yes) {
      throw VaultOptions.usage(
          "Files and keys that the database does not know mean that another database belongs to them:"
              + " look for it first, and add --yes if it is lost.");
    }
    options.requireMade(root);
    SetAsideReport report =
        Vault.setAside(
            options.config(root, MasterKey.Missing.REFUSE), destroy, VaultOptions.KEEPER);
    root.surroundings()
        .out()
        .println(
            json
                ? Json.object(
                    out ->
                        out.whole("files", report.files())
                            .whole("keys", report.keys())
                            .flag("destroyed", report.destroyed()))
                : report.files()
                    + " files and "
                    + report.keys()
                    + " keys were "
                    + (report.destroyed() ? "destroyed" : "set aside")
                    + "; that is in the log.");
    return ExitCode.OK;
  }
}
