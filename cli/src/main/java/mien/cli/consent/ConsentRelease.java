package mien.cli.consent;

import java.util.Optional;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.vault.Vault;
import mien.vault.policy.ConsentForm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mien consent release}. */
@Command(
    name = "release",
    description = "Print the release that a person signs, and its hash; or the page to take along.")
final class ConsentRelease extends ConsentTask {

  @Option(names = "--handout", description = "Instead, the page for the signer to take along.")
  boolean handout;

  @Option(
      names = "--signed",
      paramLabel = "HASH",
      description =
          "A text that a person signed, instead: its hash is in 'mien consent show --json'.")
  @Nullable String signed;

  ConsentRelease(MienCommand root) {
    super(root);
  }

  @Override
  boolean reads() {
    return true;
  }

  @Override
  int run(Vault vault) {
    if (signed != null) {
      return signed(vault, signed);
    }
    Optional<ConsentForm> form = vault.consentForm();
    if (form.isEmpty()) {
      around().err().println("The policy " + vault.policy().name() + " asks for no release.");
      return ExitCode.REFUSED;
    }
    if (handout) {
      String page = vault.handout().orElseThrow();
      print(json ? Json.object(out -> out.text("text", page)) : page);
      return ExitCode.OK;
    }
    ConsentForm text = form.get();
    if (json) {
      print(
          Json.object(
              out ->
                  out.text("template", text.template().value())
                      .text("text", text.text())
                      .text("text_hash", text.hash().hex())
                      .array("purposes", all -> text.purposes().forEach(p -> all.text(p.value())))
                      .text("term", text.term().toString())));
    } else {
      print(text.text());
      print("Hash of this text, for 'mien consent give --text-hash':");
      print(text.hash().hex());
    }
    return ExitCode.OK;
  }

  private int signed(Vault vault, String hash) {
    if (!hash.matches("[0-9a-f]{64}")) {
      throw usage("--signed wants the hash of a text: 64 digits of 0-9 a-f.");
    }
    Optional<String> text = vault.signedText(ConsentForm.hash(hash));
    if (text.isEmpty()) {
      around().err().println("No text of that hash is kept.");
      return ExitCode.REFUSED;
    }
    String found = text.get();
    print(json ? Json.object(out -> out.text("text_hash", hash).text("text", found)) : found);
    return ExitCode.OK;
  }
}
