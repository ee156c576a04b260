package mien.cli.consent;

import java.nio.file.Path;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import mien.studio.consent.ConsentJson;
import mien.vault.BiometricCollection;
import mien.vault.CollectOutcome;
import mien.vault.Refusal;
import mien.vault.SubjectId;
import mien.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien consent keep}. */
@Command(
    name = "keep",
    description = {
      "Keep a photo of somebody whose release holds; an earlier one is replaced.",
      "Nothing is derived from it here: face templates, where a policy discloses them, are made by 'mien serve'."
    })
final class ConsentKeep extends ConsentTask {

  private static final int MOST = 10 << 20;

  @Parameters(paramLabel = "SAFE_ID", description = "The organisation's number of the person.")
  String safeId;

  @Parameters(paramLabel = "PHOTO", description = "jpg, jpeg, png or webp; 10 MB at most.")
  Path photo;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameters
  ConsentKeep(MienCommand root) {
    super(root);
  }

  @Override
  int run(Vault vault) {
    SubjectId id = subject(vault, safeId);
    byte[] bytes = PhotoFiles.picture(around().folder().resolve(photo), MOST);
    return switch (vault.collect(id, bytes, CLERK)) {
      case CollectOutcome.Collected(BiometricCollection.Facts facts) -> {
        print(
            json
                ? ConsentJson.manifest(vault.manifest(id, CLERK).orElseThrow(), facts.collectedAt())
                : "Kept, sealed and logged at " + facts.collectedAt() + " (" + safeId + ").");
        yield ExitCode.OK;
      }
      case CollectOutcome.Refused(Refusal why) -> {
        around().err().println(RefusalWords.of(why));
        yield ExitCode.REFUSED;
      }
    };
  }
}
