package mien.studio.consent;

import java.util.List;
import mien.core.MienException;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Route;
import mien.studio.http.Route.Method;
import mien.studio.http.Route.Parameter;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.SweepReport;
import mien.vault.subject.LegalHold;

/** Destroying what is held, and proving it. */
final class ErasureRoutes {

  private final Door door;

  ErasureRoutes(Door door) {
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        erasing(
            Door.SUBJECT + "/biometric",
            "Destroys everything biometric, and looks whether it is gone.",
            EraseScope.BIOMETRIC),
        erasing(
            Door.SUBJECT,
            "Destroys the subject with every record; only pseudonyms in the log remain.",
            EraseScope.EVERYTHING),
        Door.telling(
                door.staff(
                    Method.GET,
                    "/api/v1/receipts/{receipt}",
                    "A receipt that was issued.",
                    this::receipt),
                200,
                Erasure.Receipt.class,
                "The receipt, with the key that checks it.")
            .asking(new Parameter("receipt", true, "Its id: 32 digits.")),
        Door.telling(
                door.staff(
                    Method.POST,
                    "/api/v1/receipts/{receipt}",
                    "Signs for a photo that another replaced: looks whether it is gone.",
                    this::sign),
                200,
                Erasure.class,
                "It is gone, or where bytes of it still are.")
            .asking(new Parameter("receipt", true, "What the upload answered as 'replaced'.")),
        Door.telling(
                door.staff(
                    Method.POST,
                    "/api/v1/sweep",
                    "Carries the retention schedule out, or says what it would do.",
                    this::sweep),
                200,
                Erasure.Sweep.class,
                "What was due.")
            .asking(
                new Parameter("dry_run", false, "true, unless false is given: then it is done.")));
  }

  private Route erasing(String path, String summary, EraseScope scope) {
    Route route =
        door.staff(Method.DELETE, path, summary, (clerk, call) -> erase(clerk, call, scope), 409);
    Route done = Door.telling(route, 200, Erasure.class, "It is gone; with a receipt.");
    return Door.telling(
        done,
        202,
        Erasure.class,
        "The rows are gone, but the look found something: it is tried again every day.");
  }

  private static Answer erase(Clerk clerk, Call call, EraseScope scope) {
    EraseOutcome outcome = clerk.officer().erase(Door.subject(call), scope, EraseReason.REQUEST);
    int status =
        switch (outcome) {
          case EraseOutcome.Erased _ -> 200;
          case EraseOutcome.Unfinished _ -> 202;
          case EraseOutcome.NothingHeld _ -> throw ConsentWords.nothingHeld();
          case EraseOutcome.OnHold(LegalHold hold) -> throw ConsentWords.onHold(hold);
        };
    return Answer.json(status, Erasure.of(outcome, clerk.vault().publicKey()));
  }

  private Answer receipt(Clerk clerk, Call call) {
    return clerk
        .viewer()
        .receipt(call.inPath("receipt"))
        .map(receipt -> Answer.json(Erasure.Receipt.of(receipt, clerk.vault().publicKey())))
        .orElseThrow(
            () ->
                new MienException(ConsentFault.RECEIPT_UNKNOWN, "There is no receipt of that id."));
  }

  private Answer sign(Clerk clerk, Call call) {
    EraseOutcome outcome =
        clerk
            .officer()
            .replacementReceipt(call.inPath("receipt"))
            .orElseThrow(
                () ->
                    new MienException(
                        ConsentFault.RECEIPT_UNKNOWN, "No photo was replaced under that id."));
    return Answer.json(Erasure.of(outcome, clerk.vault().publicKey()));
  }

  private Answer sweep(Clerk clerk, Call call) {
    String word = call.query("dry_run").orElse("true");
    SweepReport report =
        switch (word) {
          case "true" -> clerk.viewer().sweepDryRun();
          case "false" -> clerk.admin().sweep();
          default -> throw Door.parameter("dry_run", "true or false");
        };
    return Answer.json(Erasure.Sweep.of(report));
  }
}
