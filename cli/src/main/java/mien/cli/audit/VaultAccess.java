package mien.cli.audit;

import java.util.function.Function;
import mien.cli.MienCommand;
import mien.cli.vault.VaultOptions;
import mien.vault.Actor;
import mien.vault.Role;
import mien.vault.Vault;
import mien.vault.audit.AuditReader;
import picocli.CommandLine.Mixin;

/** Opens a vault to read its log. */
final class VaultAccess {

  private static final Actor READER = new Actor(Role.VIEWER, "command-line");

  @Mixin VaultOptions options = new VaultOptions();

  /** Opens the vault, asks it, and closes it. */
  <T> T read(MienCommand root, Function<AuditReader, T> work) {
    try (Vault open = options.open(root)) {
      return open.audit(work, READER);
    }
  }
}
