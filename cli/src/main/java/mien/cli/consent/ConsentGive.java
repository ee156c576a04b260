package mien.cli.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.studio.consent.Manifest;
import mien.vault.Vault;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.Purpose;
import mien.vault.policy.Sha256;
import mien.vault.record.ConsentOutcome;
import mien.vault.subject.Consent;
import mien.vault.subject.Release;
import mien.vault.subject.SubjectId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien consent give}. */
@Command(
    name = "give",
    description = {
      "Keep a signed release.",
      "On a terminal the text is shown and the person types their name;",
      "otherwise --text-hash says which text was shown, and --signer who signed it."
    })
final class ConsentGive extends ConsentTask {

  @Parameters(paramLabel = "SAFE_ID", description = "The organization's number of the person.")
  String safeId;

  @Option(names = "--signer", paramLabel = "NAME", description = "The name under the release.")
  @Nullable String signer;

  @Option(
      names = "--text-hash",
      paramLabel = "HASH",
      description = "Of the release that was shown: 'mien consent release' prints it.")
  @Nullable String textHash;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "The drawn signature, or with --paper a scan (default: the name was typed).")
  @Nullable Path evidence;

  @Option(names = "--paper", description = "It was signed on paper.")
  boolean paper;

  @Option(
      names = "--representative",
      description = "The signer is a legally authorized representative.")
  boolean representative;

  @Option(
      names = "--purpose",
      paramLabel = "WORD",
      description = "One of the release's (default: its first).")
  @Nullable String purpose;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameter
  ConsentGive(MienCommand root) {
    super(root);
  }

  @Override
  int run(Vault vault) {
    ConsentForm form =
        vault
            .consentForm()
            .orElseThrow(() -> usage("This policy is for household use and asks for no release."));
    if (paper && evidence == null) {
      throw usage("A release on paper is kept as a scan: add --evidence FILE.");
    }
    Release release = release(form);
    SubjectId id = entered(vault, safeId);
    return switch (vault.officer(CLERK).giveConsent(id, release)) {
      case ConsentOutcome.Given(Consent consent) -> {
        print(
            json
                ? Json.of(Manifest.Given.of(consent, consent.givenAt()))
                : "The release "
                    + consent.template()
                    + " holds until "
                    + consent.expiresAt()
                    + " ("
                    + safeId
                    + ").");
        yield ExitCode.OK;
      }
      case ConsentOutcome.TextChanged _ -> {
        around()
            .err()
            .println(
                "The text that was signed is not the release in force: show the one of"
                    + " 'mien consent release' and ask again.");
        yield ExitCode.REFUSED;
      }
      case ConsentOutcome.PurposeNotOffered(ConsentForm offered) -> {
        String purposes =
            String.join(", ", offered.purposes().stream().map(Purpose::value).toList());
        around().err().println("The release is offered for " + purposes + " alone.");
        yield ExitCode.REFUSED;
      }
      case ConsentOutcome.NoneNeeded _ -> ExitCode.REFUSED;
    };
  }

  private Release release(ConsentForm form) {
    String hash = textHash;
    String name = signer;
    if (hash == null && around().inIsTerminal()) {
      around().err().println(form.text());
      around().err().print("Type your name to sign, or nothing to refuse: ");
      around().err().flush();
      name = line();
      hash = form.hash().hex();
    }
    if (hash == null || name == null || name.isBlank()) {
      throw usage(
          "A release is signed by a person who saw its text: 'mien consent release' shows it; then"
              + " give --text-hash HASH and --signer NAME.");
    }
    Sha256 shown;
    try {
      shown = new Sha256(hash);
    } catch (IllegalArgumentException e) {
      throw usage(
          "--text-hash is the 64 digits of 0-9 a-f that 'mien consent release' prints last, and"
              + " this has "
              + hash.length()
              + " characters.");
    }
    Release.Method method =
        paper
            ? Release.Method.PAPER
            : evidence != null ? Release.Method.DRAWN : Release.Method.TYPED;
    return new Release(
        purpose == null ? form.purposes().getFirst() : new Purpose(purpose),
        shown,
        name,
        representative ? Release.Capacity.REPRESENTATIVE : Release.Capacity.SUBJECT,
        method,
        evidence == null
            ? name.getBytes(StandardCharsets.UTF_8)
            : PhotoFiles.picture(around().folder().resolve(evidence), Release.MAX_EVIDENCE));
  }

  private String line() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(around().in(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
