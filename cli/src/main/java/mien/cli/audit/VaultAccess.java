package mien.cli.audit;

import java.util.function.Function;
import mien.cli.command.MienCommand;
import mien.cli.vault.VaultOptions;
import mien.vault.VaultAudit;
import mien.vault.audit.AuditReader;
import picocli.CommandLine.Mixin;

/** Opens a vault to read its log. */
final class VaultAccess {

  @Mixin VaultOptions options = new VaultOptions();

  /** Opens the vault, asks it, and closes it. */
  <T> T read(MienCommand root, Function<AuditReader, T> work) {
    return with(root, open -> open.read(work));
  }

  /** Opens the vault for its log, works with it, and closes it. */
  <T> T with(MienCommand root, Function<VaultAudit, T> work) {
    options.requireMade(root);
    try (VaultAudit open = VaultAudit.open(options.forTheLog(root))) {
      return work.apply(open);
    }
  }
}
