package mien.cli.consent;

import java.nio.file.Path;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.studio.consent.PortableCopy;
import mien.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien consent export}. */
@Command(
    name = "export",
    description = "Write everything that is held about a person into a new zip file, for them.")
final class ConsentExport extends ConsentTask {

  @Parameters(paramLabel = "SAFE_ID", description = "The organization's number of the person.")
  String safeId;

  @Parameters(paramLabel = "FILE", description = "A zip file that is not there yet.")
  Path file;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameters
  ConsentExport(MienCommand root) {
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
    byte[] zip = PortableCopy.zip(vault.officer(CLERK).export(subject(vault, safeId)), now());
    PhotoFiles.write(to, zip, folder());
    print(
        json
            ? Json.object(out -> out.text("file", to.toString()).whole("bytes", zip.length))
            : "Written to " + to + "; give it to the person alone.");
    return ExitCode.OK;
  }
}
