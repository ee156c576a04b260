package mien.cli.consent;

import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.studio.consent.Manifest;
import mien.vault.Vault;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien consent note}. */
@Command(
    name = "note",
    description =
        "Note what moves a person's retention clocks, and show until when it is kept now.")
final class ConsentNote extends ConsentTask {

  @Parameters(paramLabel = "SAFE_ID", description = "The organization's number of the person.")
  String safeId;

  @ArgGroup(multiplicity = "1")
  Event event;

  /** One of the two. */
  static final class Event {

    @Option(
        names = "--interaction",
        description = "They dealt with the organization: the clocks restart.")
    boolean interaction;

    @Option(
        names = "--purpose-satisfied",
        description = "The purpose of the release is satisfied: its clock starts.")
    boolean satisfied;
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the parameters
  ConsentNote(MienCommand root) {
    super(root);
  }

  @Override
  int run(Vault vault) {
    SubjectId id = subject(vault, safeId);
    if (event.satisfied) {
      vault.officer(CLERK).purposeSatisfied(id);
    } else {
      vault.officer(CLERK).interacted(id);
    }
    SubjectManifest manifest = vault.viewer(CLERK).manifest(id).orElseThrow();
    if (json) {
      print(Json.of(Manifest.of(manifest, now())));
    } else {
      ManifestText.of(manifest).forEach(this::print);
    }
    return mien.cli.command.ExitCode.OK;
  }
}
