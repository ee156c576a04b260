package mien.cli.vault;

import java.time.Instant;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien vault trust-clock}. */
@Command(
    name = "trust-clock",
    description = {
      "Say that this machine's clock is right.",
      "Needed after the vault lay unused for more than 90 days, when the retention sweep "
          + "destroys nothing because the clock may have jumped, "
          + "or after the vault was used with a clock that was ahead, when it refuses because time "
          + "would go back."
    })
final class VaultTrustClock implements Callable<Integer> {

  @Mixin VaultOptions options = new VaultOptions();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final MienCommand root;

  VaultTrustClock(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Vault vault = options.open(root)) {
      Instant now = vault.admin(VaultOptions.KEEPER).trustClock();
      root.surroundings()
          .out()
          .println(
              json
                  ? Json.object(out -> out.text("time", now.toString()))
                  : "It is " + now + ": the vault goes by that from now on.");
    }
    return ExitCode.OK;
  }
}
