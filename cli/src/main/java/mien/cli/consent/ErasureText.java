package mien.cli.consent;

import java.util.List;
import mien.cli.ExitCode;
import mien.studio.consent.ConsentJson;
import mien.vault.EraseOutcome;
import mien.vault.ErasureReceipt;
import mien.vault.LegalHold;
import mien.vault.Vault;

/** What came of an erasure, on the terminal. */
final class ErasureText {

  private ErasureText() {}

  /** Prints it; the exit status. */
  static int print(ConsentTask task, EraseOutcome outcome, Vault vault) {
    if (task.json) {
      task.print(ConsentJson.erasure(outcome, vault.publicKey()));
    }
    return switch (outcome) {
      case EraseOutcome.Erased(ErasureReceipt receipt) -> {
        if (!task.json) {
          task.print(receipt.text() + "signature: " + receipt.signatureBase64());
        }
        yield ExitCode.OK;
      }
      case EraseOutcome.NothingHeld _ -> {
        if (!task.json) {
          task.print("Nothing biometric was held.");
        }
        yield ExitCode.OK;
      }
      case EraseOutcome.OnHold(LegalHold hold) -> {
        task.around()
            .err()
            .println(
                "A legal hold of "
                    + hold.placedAt()
                    + " forbids erasing: 'mien consent hold --lift' ends it.");
        yield ExitCode.REFUSED;
      }
      case EraseOutcome.Unfinished(List<String> places) -> {
        task.around()
            .err()
            .println(
                "The rows are gone, but the look found something in "
                    + String.join(", ", places)
                    + ": no receipt yet; 'mien consent sweep' tries again.");
        yield ExitCode.REFUSED;
      }
    };
  }
}
