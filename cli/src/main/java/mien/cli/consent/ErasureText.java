package mien.cli.consent;

import java.util.List;
import mien.cli.command.ExitCode;
import mien.json.Json;
import mien.studio.consent.Erasure;
import mien.vault.Vault;
import mien.vault.record.EraseOutcome;
import mien.vault.record.ErasureReceipt;
import mien.vault.subject.LegalHold;

/** What came of an erasure, on the terminal. */
final class ErasureText {

  private ErasureText() {}

  /** What was signed, and the signature. */
  static String receipt(ErasureReceipt receipt) {
    return receipt.text() + "signature: " + receipt.signatureBase64();
  }

  /** Prints it; the exit status. */
  static int print(ConsentTask task, EraseOutcome outcome, Vault vault) {
    if (task.json) {
      task.print(Json.of(Erasure.of(outcome, vault.publicKey())));
    }
    return switch (outcome) {
      case EraseOutcome.Erased(ErasureReceipt receipt) -> {
        if (!task.json) {
          task.print(receipt(receipt));
          task.around()
              .err()
              .println(
                  "What stands above was destroyed, and nothing of it was found afterwards. The"
                      + " signed receipt is for the person; 'mien consent receipt "
                      + receipt.id()
                      + "' prints it again.");
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
