package mien.cli.audit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.Surroundings;
import mien.cli.vault.VaultOptions;
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
    description = {
      "Print the newest signed head as a line of JSON, and add it to the anchor file.",
      "The anchor file is the one named here, or vault.anchor of the settings."
    })
final class AuditHead implements Callable<Integer> {

  @Mixin VaultAccess access = new VaultAccess();

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description = "Add it to this file, which should be out of the vault's reach.")
  @Nullable Path anchor;

  @Option(
      names = "--begin",
      description = "Begin a new file, though there was another: after a look at why it is gone.")
  boolean begin;

  private final MienCommand root;

  AuditHead(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    Optional<AnchorFile> file =
        Optional.ofNullable(anchor)
            .map(around.folder()::resolve)
            .or(() -> VaultOptions.anchor(root))
            .map(AnchorFile::new);
    boolean fresh = file.map(AnchorFile::empty).orElse(false);
    Optional<SignedHead> head =
        access.with(
            root,
            log ->
                file.isEmpty() ? log.read(AuditReader::newestHead) : log.anchor(file.get(), begin));
    if (head.isEmpty()) {
      around.err().println("The log is empty: there is no head yet.");
      return ExitCode.REFUSED;
    }
    if (fresh) {
      around.err().println("The anchor file was begun with a head of " + head.get().size() + ".");
    }
    around.out().println(head.get().json());
    return ExitCode.OK;
  }
}
