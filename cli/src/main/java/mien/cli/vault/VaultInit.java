package mien.cli.vault;

import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien vault init}. */
@Command(name = "init", description = "Make a vault and its master key; an existing one is opened.")
final class VaultInit implements Callable<Integer> {

  @Mixin VaultOptions options = new VaultOptions();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final MienCommand root;

  VaultInit(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Vault vault = options.openOrMake(root)) {
      String folder = options.folder(root).orElseThrow().toString();
      root.surroundings()
          .out()
          .println(
              json
                  ? Json.object(
                      out -> out.text("folder", folder).text("pack", vault.policy().name()))
                  : "The vault " + folder + " obeys the policy " + vault.policy().name() + ".");
      return ExitCode.OK;
    }
  }
}
