package mien.cli.consent;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.command.MienCommand;
import mien.cli.command.Surroundings;
import mien.cli.fault.CliFault;
import mien.cli.terminal.SafeText;
import mien.cli.vault.VaultOptions;
import mien.core.MienException;
import mien.vault.Vault;
import mien.vault.config.Actor;
import mien.vault.fault.VaultFault;
import mien.vault.record.CreateOutcome;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the subcommands have in common: a vault that is opened, asked, and closed. */
abstract class ConsentTask implements Callable<Integer> {

  /** Anyone who can read the master key may do everything. */
  static final Actor CLERK = VaultOptions.KEEPER;

  @Mixin VaultOptions options = new VaultOptions();

  @Option(names = "--json", description = "One JSON object, as the HTTP API answers.")
  boolean json;

  private final MienCommand root;

  ConsentTask(MienCommand root) {
    this.root = root;
  }

  /** Does it; the exit status. */
  abstract int run(Vault vault);

  /** Whether it only looks into the vault: then opening puts nothing in order. */
  boolean reads() {
    return false;
  }

  @Override
  public Integer call() {
    try (Vault vault = reads() ? options.openToRead(root) : options.open(root)) {
      return run(vault);
    }
  }

  Surroundings around() {
    return root.surroundings();
  }

  /** The vault's. */
  Path folder() {
    return options.folder(root).orElseThrow();
  }

  MienCommand root() {
    return root;
  }

  /** Now, to say what a release is worth. */
  static Instant now() {
    return InstantSource.system().instant();
  }

  /** Prints a result. */
  void print(String line) {
    around().out().println(json ? line : SafeText.lines(line));
  }

  /** Who has that safe id. */
  static SubjectId subject(Vault vault, String safeId) {
    Optional<SubjectId> found = vault.viewer(CLERK).find(new SafeId(safeId));
    return found.orElseThrow(
        () ->
            new MienException(
                VaultFault.SUBJECT_UNKNOWN,
                "No one has that safe id: 'mien consent show' lists everyone."));
  }

  /** Who has that safe id, entered if need be. */
  static SubjectId entered(Vault vault, String safeId) {
    return switch (vault.officer(CLERK).createSubject(new SafeId(safeId))) {
      case CreateOutcome.Created(SubjectId made) -> made;
      case CreateOutcome.SafeIdTaken(SubjectId there) -> there;
    };
  }

  static MienException usage(String message) {
    return new MienException(CliFault.USAGE_CONSENT, message);
  }
}
