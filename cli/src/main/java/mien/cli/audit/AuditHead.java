package mien.cli.audit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import mien.cli.Surroundings;
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditReader;
import mien.vault.audit.SignedHead;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien audit head}. */
@Command(
    name = "head",
    description = "Print the newest signed head as a line of JSON, and anchor it if asked.")
final class AuditHead implements Callable<Integer> {

  @Mixin VaultAccess access = new VaultAccess();

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description = "Also add it to this file, which should be out of the vault's reach.")
  @Nullable Path anchor;

  private final MienCommand root;

  AuditHead(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    Optional<SignedHead> head = access.read(root, AuditReader::newestHead);
    if (head.isEmpty()) {
      around.err().println("The log is empty: there is no head yet.");
      return ExitCode.REFUSED;
    }
    if (anchor != null) {
      new AnchorFile(around.folder().resolve(anchor)).append(head.get());
    }
    around.out().println(head.get().json());
    return ExitCode.OK;
  }
}
