package mien.cli.consent;

import java.nio.file.Path;
import java.util.Optional;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.studio.consent.Manifest;
import mien.vault.Vault;
import mien.vault.record.CollectOutcome;
import mien.vault.record.Refusal;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.SubjectId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien consent keep}. */
@Command(
    name = "keep",
    description = {
      "Keep a photo of a person whose release is valid, or of anyone where the policy asks for none.",
      "An earlier photo is replaced.",
      "Nothing is derived from it here: where the policy discloses face templates, 'mien consent template' makes them."
    })
final class ConsentKeep extends ConsentTask {

  private static final int MOST = 10 << 20;

  @Parameters(paramLabel = "SAFE_ID", description = "The organization's number of the person.")
  String safeId;

  @Parameters(paramLabel = "PHOTO", description = "jpg, jpeg, png or webp; 10 MB at most.")
  Path photo;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameters
  ConsentKeep(MienCommand root) {
    super(root);
  }

  @Override
  int run(Vault vault) {
    byte[] bytes = PhotoFiles.picture(around().folder().resolve(photo), MOST);
    // Before a person is entered for it, who would be left without a photo.
    Vault.requireKeepable(bytes);
    // Where no release is asked for, nothing else enters a person.
    SubjectId id = vault.consentForm().isEmpty() ? entered(vault, safeId) : subject(vault, safeId);
    return switch (vault.officer(CLERK).collect(id, bytes)) {
      case CollectOutcome.Collected(BiometricCollection.Facts facts, Optional<String> replaced) -> {
        print(
            json
                ? Json.of(
                    Manifest.of(
                        vault.viewer(CLERK).manifest(id).orElseThrow(), facts.collectedAt()))
                : "Kept, sealed and logged at "
                    + facts.collectedAt()
                    + " ("
                    + safeId
                    + ")."
                    + replaced
                        .map(
                            one ->
                                "\nThe photo before it was destroyed: 'mien consent receipt "
                                    + one
                                    + "' looks and signs for it.")
                        .orElse(""));
        yield ExitCode.OK;
      }
      case CollectOutcome.Refused(Refusal why) -> {
        around().err().println(RefusalWords.of(why));
        yield ExitCode.REFUSED;
      }
    };
  }
}
