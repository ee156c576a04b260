package mien.cli.audit;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mien audit export}. */
@Command(
    name = "export",
    description = {
      "Write the whole log into an empty folder, as text that anyone can check without mien.",
      "The format: docs/policies/audit-format.md."
    })
final class AuditExportCommand implements Callable<Integer> {

  @Mixin VaultAccess access = new VaultAccess();

  @Parameters(paramLabel = "DIR", description = "Empty, or not there yet.")
  Path folder;

  private final MienCommand root;

  @SuppressWarnings("NullAway.Init") // picocli sets the folder
  AuditExportCommand(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    Path to = around.folder().resolve(folder);
    access.read(
        root,
        log -> {
          log.export(to);
          return to;
        });
    around.out().println("Exported to " + to + ".");
    return ExitCode.OK;
  }
}
