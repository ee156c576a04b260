package mien.cli.consent;

import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.studio.consent.Manifest;
import mien.vault.Vault;
import mien.vault.subject.SubjectId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien consent hold}. */
@Command(
    name = "hold",
    description = "Forbid sweeping and erasing a person's data for a legal reason, or lift that.")
final class ConsentHold extends ConsentTask {

  @Parameters(paramLabel = "SAFE_ID", description = "The organization's number of the person.")
  String safeId;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; 1 to 500 characters, sealed at rest.")
  @Nullable String reason;

  @Option(names = "--lift", description = "Lift the hold.")
  boolean lift;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameter
  ConsentHold(MienCommand root) {
    super(root);
  }

  @Override
  int run(Vault vault) {
    SubjectId id = subject(vault, safeId);
    if (lift == (reason != null)) {
      throw usage("A hold is placed with --reason TEXT, or lifted with --lift: give one of them.");
    }
    if (reason == null) {
      vault.admin(CLERK).liftHold(id);
    } else if (reason.isBlank() || reason.length() > 500) {
      throw usage("A hold's reason has 1 to 500 characters, but had " + reason.length() + ".");
    } else {
      vault.admin(CLERK).placeHold(id, reason);
    }
    print(
        json
            ? Json.of(Manifest.of(vault.viewer(CLERK).manifest(id).orElseThrow(), now()))
            : lift
                ? "The hold is lifted (" + safeId + ")."
                : "Nothing of " + safeId + " is swept or erased until the hold is lifted.");
    return ExitCode.OK;
  }
}
