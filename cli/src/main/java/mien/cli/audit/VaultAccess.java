package mien.cli.audit;

import java.util.function.Function;
import mien.cli.MienCommand;
import mien.cli.vault.VaultOptions;
import mien.vault.VaultAudit;
import mien.vault.audit.AuditReader;
import picocli.CommandLine.Mixin;

/** Opens a vault to read its log. */
final class VaultAccess {

  @Mixin VaultOptions options = new VaultOptions();

  /** Opens the vault, asks it, and closes it. */
  <T> T read(MienCommand root, Function<AuditReader, T> work) {
    options.requireMade(root);
    try (VaultAudit open = VaultAudit.open(options.forTheLog(root))) {
      return open.read(work);
    }
  }
}
