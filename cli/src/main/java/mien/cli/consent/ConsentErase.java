package mien.cli.consent;

import mien.cli.command.MienCommand;
import mien.vault.Vault;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien consent erase}. */
@Command(
    name = "erase",
    description = {
      "Destroy everything biometric about a person, check that it is gone, and print the receipt."
    })
final class ConsentErase extends ConsentTask {

  @Parameters(paramLabel = "SAFE_ID", description = "The organization's number of the person.")
  String safeId;

  @Option(names = "--everything", description = "Also the record and the releases.")
  boolean everything;

  @Option(names = "--yes", description = "Really; it cannot be undone.")
  boolean yes;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameter
  ConsentErase(MienCommand root) {
    super(root);
  }

  @Override
  int run(Vault vault) {
    if (!yes) {
      throw usage("Erasing cannot be undone: add --yes to do it.");
    }
    EraseScope scope = everything ? EraseScope.EVERYTHING : EraseScope.BIOMETRIC;
    return ErasureText.print(
        this,
        vault.officer(CLERK).erase(subject(vault, safeId), scope, EraseReason.REQUEST),
        vault);
  }
}
