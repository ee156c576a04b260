package mien.cli.consent;

import java.util.Optional;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.core.MienException;
import mien.json.Json;
import mien.studio.consent.ConsentFault;
import mien.studio.consent.Erasure;
import mien.vault.Vault;
import mien.vault.record.EraseOutcome;
import mien.vault.record.ErasureReceipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien consent receipt}. */
@Command(
    name = "receipt",
    description = {
      "Print the signed receipt of an erasure once more.",
      "'erase', 'withdraw' and 'sweep' tell its number, and so does the log; with --json it comes with",
      "the key that checks it."
    })
final class ConsentReceipt extends ConsentTask {

  @Parameters(paramLabel = "RECEIPT", description = "Its number: 32 digits of 0-9 a-f.")
  String receipt;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameter
  ConsentReceipt(MienCommand root) {
    super(root);
  }

  @Override
  boolean reads() {
    return true;
  }

  @Override
  int run(Vault vault) {
    Optional<ErasureReceipt> issued = vault.viewer(CLERK).receipt(receipt);
    Optional<EraseOutcome> replaced =
        issued.isPresent() ? Optional.empty() : vault.officer(CLERK).replacementReceipt(receipt);
    if (replaced.isPresent()) {
      return ErasureText.print(this, replaced.get(), vault);
    }
    ErasureReceipt found =
        issued.orElseThrow(
            () ->
                new MienException(
                    ConsentFault.RECEIPT_UNKNOWN,
                    "There is no receipt of that number: 'mien audit export DIR' writes the log,"
                        + " where entries of the kind ERASED name theirs, and entries of the"
                        + " kind PHOTO_COLLECTED that of the photo they replaced."));
    print(
        json ? Json.of(Erasure.Receipt.of(found, vault.publicKey())) : ErasureText.receipt(found));
    return ExitCode.OK;
  }
}
