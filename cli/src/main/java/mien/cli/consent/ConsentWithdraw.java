package mien.cli.consent;

import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.vault.Vault;
import mien.vault.record.Withdrawal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien consent withdraw}. */
@Command(
    name = "withdraw",
    description = "Withdraw a release; where the schedule says at once, erase and sign for it.")
final class ConsentWithdraw extends ConsentTask {

  @Parameters(paramLabel = "SAFE_ID", description = "The organization's number of the person.")
  String safeId;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameter
  ConsentWithdraw(MienCommand root) {
    super(root);
  }

  @Override
  int run(Vault vault) {
    Withdrawal withdrawal = vault.officer(CLERK).withdrawConsent(subject(vault, safeId));
    if (!withdrawal.withdrawn()) {
      around().err().println("There is no release that holds, so none was withdrawn.");
      return ExitCode.REFUSED;
    }
    if (!json) {
      print("The release is withdrawn (" + safeId + ").");
    }
    if (withdrawal.erasure().isPresent()) {
      return ErasureText.print(this, withdrawal.erasure().get(), vault);
    }
    if (json) {
      print(Json.object(out -> out.unknown("erasure")));
    }
    return ExitCode.OK;
  }
}
