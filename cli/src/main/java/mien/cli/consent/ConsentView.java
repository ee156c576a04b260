package mien.cli.consent;

import java.nio.file.Path;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.vault.Vault;
import mien.vault.record.PhotoOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien consent view}. */
@Command(name = "view", description = "Write a person's photo into a new file; the view is logged.")
final class ConsentView extends ConsentTask {

  @Parameters(paramLabel = "SAFE_ID", description = "The organization's number of the person.")
  String safeId;

  @Parameters(paramLabel = "FILE", description = "Not there yet; destroy it after use.")
  Path file;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameters
  ConsentView(MienCommand root) {
    super(root);
  }

  @Override
  boolean reads() {
    return true;
  }

  @Override
  int run(Vault vault) {
    Path to = around().folder().resolve(file);
    PhotoFiles.requireOutside(to, folder());
    return switch (vault.viewer(CLERK).photo(subject(vault, safeId))) {
      case PhotoOutcome.Photo photo -> {
        PhotoFiles.write(to, photo.bytes(), folder());
        print(
            json
                ? Json.object(out -> out.text("file", to.toString()))
                : "Written to " + to + "; that is in the log.");
        yield ExitCode.OK;
      }
      case PhotoOutcome.NothingHeld _ -> {
        around().err().println("No photo is held of " + safeId + ".");
        yield ExitCode.REFUSED;
      }
    };
  }
}
