package mien.cli.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import mien.cli.Surroundings;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.vault.KeySource;
import mien.vault.Organisation;
import mien.vault.PolicyPack;
import mien.vault.VaultAudit;
import mien.vault.VaultConfig;
import mien.vault.audit.AuditReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that open a vault to read its log. */
final class VaultAccess {

  /** Reading the log obeys no policy and names no organisation, but a vault opens with both. */
  private static final String POLICY = "biometric_v1";

  private static final Organisation NOBODY = new Organisation("unnamed", "unnamed");

  @Option(names = "--vault", paramLabel = "DIR", description = "The vault's folder.")
  @Nullable Path vault;

  @Option(
      names = "--master-key",
      paramLabel = "FILE",
      description = "The file with the vault's master key.")
  @Nullable Path masterKey;

  /** Opens the vault, asks it, and closes it. */
  <T> T read(Surroundings around, Function<AuditReader, T> work) {
    if (vault == null || masterKey == null) {
      throw new MienException(
          Blame.USER,
          "usage.vault",
          "Reading a vault's log needs --vault DIR and --master-key FILE, and one is missing.");
    }
    Path folder = around.folder().resolve(vault);
    if (!Files.exists(folder.resolve("vault.db"))) {
      throw new MienException(
          Blame.USER,
          "usage.vault",
          "A vault's folder has a file vault.db, and " + folder + " has none: check the path.");
    }
    KeySource key = new KeySource.KeyFile(around.folder().resolve(masterKey));
    VaultConfig config = VaultConfig.embedded(folder, key, PolicyPack.named(POLICY), NOBODY);
    try (VaultAudit open = VaultAudit.open(config)) {
      return open.read(work);
    }
  }
}
