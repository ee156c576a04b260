package mien.cli.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.core.MienException;
import mien.json.Json;
import mien.vault.Vault;
import mien.vault.config.KeySource;
import mien.vault.fault.VaultFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien vault rotate-key}. */
@Command(
    name = "rotate-key",
    description = {
      "Wrap every key under another master key.",
      "Stop 'mien serve' first; afterwards destroy the old master key: then older copies of the vault open nothing."
    })
final class VaultRotateKey implements Callable<Integer> {

  @Mixin VaultOptions options = new VaultOptions();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "The new master key; made if it is not there. Outside the vault's folder.")
  Path to;

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final MienCommand root;

  @SuppressWarnings("NullAway.Init") // picocli sets the file
  VaultRotateKey(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Path file = root.surroundings().folder().resolve(to).toAbsolutePath().normalize();
    Path folder = options.folder(root).map(one -> one.toAbsolutePath().normalize()).orElse(file);
    if (file.startsWith(folder) && !file.equals(folder)) {
      throw VaultOptions.usage(
          "The master key must not lie beside the data it opens, but "
              + file
              + " is inside the vault's folder: name another place.");
    }
    try (Vault vault = options.open(root)) {
      change(vault, file);
    }
    root.surroundings()
        .out()
        .println(
            json
                ? Json.object(out -> out.text("master_key", file.toString()))
                : "Every key is wrapped under "
                    + file
                    + " now. Name it with --master-key or master-key-file, then destroy the old"
                    + " one.");
    return ExitCode.OK;
  }

  private static void change(Vault vault, Path file) {
    boolean made = !Files.exists(file);
    if (made) {
      MasterKey.make(file);
    }
    try {
      vault.admin(VaultOptions.KEEPER).changeMasterKey(new KeySource.KeyFile(file));
    } catch (MienException e) {
      // Refused before anything was wrapped under it: by its place, as in the folder of the keys.
      if (made && e.fault() == VaultFault.MASTER_KEY) {
        remove(file, e);
      }
      throw e;
    }
  }

  private static void remove(Path file, MienException refusal) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      refusal.addSuppressed(e);
    }
  }
}
