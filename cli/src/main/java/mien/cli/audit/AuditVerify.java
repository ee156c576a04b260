package mien.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.Surroundings;
import mien.cli.fault.CliFault;
import mien.cli.terminal.Ink;
import mien.cli.vault.LogState;
import mien.cli.vault.VaultOptions;
import mien.core.MienException;
import mien.json.Json;
import mien.studio.consent.VerdictWords;
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditExport;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;
import mien.vault.audit.TrustedKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien audit verify}. */
@Command(
    name = "verify",
    description = "Recompute the whole log and report the first thing that is wrong, if any.")
final class AuditVerify implements Callable<Integer> {

  @Mixin VaultAccess access = new VaultAccess();

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "Check an exported log instead of a vault's; needs --key.")
  @Nullable Path export;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "With --export: a public key (PEM) whose heads count; may be repeated.")
  @Nullable List<Path> keys;

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description =
          "Heads that were kept elsewhere (vault.anchor); only they show that the end was cut off.")
  @Nullable Path anchor;

  @Option(names = "--quick", description = "Check the newest signature only, not every head's.")
  boolean quick;

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final MienCommand root;

  AuditVerify(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    Optional<AnchorFile> anchors =
        Optional.ofNullable(anchor)
            .map(file -> anchors(around.folder().resolve(file)))
            .or(() -> configured());
    SignatureScope scope = quick ? SignatureScope.NEWEST : SignatureScope.ALL;
    AuditVerdict verdict =
        export == null
            ? access.read(root, log -> log.verify(anchors, scope))
            : AuditExport.verify(around.folder().resolve(export), trusted(around), anchors, scope);
    boolean lost =
        export == null
            && anchors.isPresent()
            && access.with(root, open -> open.anchorLost(anchors.get()));
    boolean sound = verdict instanceof AuditVerdict.Sound && !lost;
    String meaning = lost ? LogState.LOST : VerdictWords.of(verdict);
    if (json) {
      around.out().println(Json.of(new Found(sound, verdict.line(), meaning)));
    } else {
      Ink ink = root.outInk();
      around.out().println(sound ? ink.good(verdict.line()) : ink.bad(verdict.line()));
      around.out().println(meaning);
      if (!lost && verdict instanceof AuditVerdict.Sound whole && whole.anchors() == 0) {
        around
            .out()
            .println("'mien audit head --anchor FILE' keeps an anchor: out of reach, best.");
      }
    }
    return sound ? ExitCode.OK : ExitCode.REFUSED;
  }

  private record Found(boolean sound, String verdict, String meaning) {}

  /** What the settings name, for a vault's own log; where it is empty or gone, see the alarm. */
  private Optional<AnchorFile> configured() {
    return export != null ? Optional.empty() : VaultOptions.anchor(root).map(AnchorFile::new);
  }

  /** A name that was mistyped must not make a log that was cut off look sound. */
  private static AnchorFile anchors(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MienException(
          CliFault.USAGE_ANCHOR,
          "The heads that were kept elsewhere are in a file, and "
              + file
              + " is none: check its path; the first 'mien audit head --anchor' makes it.");
    }
    return new AnchorFile(file);
  }

  private TrustedKeys trusted(Surroundings around) {
    if (keys == null) {
      throw new MienException(
          CliFault.USAGE_KEY,
          "An exported log is checked with a key that you have from elsewhere, and none was named:"
              + " add --key FILE.");
    }
    List<PublicKey> trusted = new ArrayList<>();
    for (Path key : keys) {
      try {
        trusted.add(TrustedKeys.ofPem(Files.readString(around.folder().resolve(key))));
      } catch (IOException | IllegalArgumentException e) {
        throw new MienException(
            CliFault.USAGE_KEY,
            "A key is the PEM of an Ed25519 public key, and " + key + " cannot be read as one.",
            e);
      }
    }
    return new TrustedKeys(trusted);
  }
}
