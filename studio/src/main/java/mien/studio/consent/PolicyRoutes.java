package mien.studio.consent;

import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Route;
import mien.studio.http.Route.Content;
import mien.studio.http.Route.Parameter;
import mien.vault.Vault;
import mien.vault.policy.PolicyPack;
import mien.vault.policy.Sha256;

/** The published policy, for everyone; and what the desk is, for staff. */
final class PolicyRoutes {

  private static final String HTML = "text/html; charset=utf-8";

  private final Door door;

  PolicyRoutes(Door door) {
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        door.open("/policy", "The published policy, as a page.", this::page)
            .answering(200, new Content(HTML, Optional.empty(), "The page.")),
        door.open("/policy/handout", "A page for the signer to take along.", this::handout, 409)
            .answering(200, new Content(HTML, Optional.empty(), "The page.")),
        Door.telling(
            door.open("/api/v1/policy", "The policy, and the release to sign.", this::policy),
            200,
            PolicyAnswer.Policy.class,
            "The policy in force."),
        Door.telling(
                door.open(
                    "/api/v1/policy/texts/{hash}",
                    "A text that a person signed, whatever the release says today.",
                    this::signedText,
                    400),
                200,
                PolicyAnswer.SignedText.class,
                "The text.")
            .asking(new Parameter("hash", true, "SHA-256 of the text: 64 digits.")),
        Door.telling(
            door.staff(
                Route.Method.GET,
                "/api/v1/desk",
                "Who I am here, and what the desk can do.",
                (clerk, _) -> desk(clerk)),
            200,
            PolicyAnswer.Desk.class,
            "The desk."));
  }

  private Answer page(Call call) {
    return page("biometric policy", "./", door.desk().vault().policyPage());
  }

  private Answer handout(Call call) {
    return page(
        "to take along",
        "../",
        door.desk().vault().handout().orElseThrow(ConsentWords::noneNeeded));
  }

  private Answer page(String what, String root, String markdown) {
    String title = door.desk().config().vault().organization().name() + ": " + what;
    return Answer.text(200, HTML, PolicyPage.of(title, root, markdown));
  }

  private Answer policy(Call call) {
    Vault vault = door.desk().vault();
    PolicyPack pack = vault.policy();
    String text = vault.policyPage();
    return Answer.json(
        new PolicyAnswer.Policy(
            pack.name(),
            pack.template().map(t -> t.id().version()).orElse(0),
            pack.schedule().id().value(),
            PolicyAnswer.keeps(pack),
            controller(),
            text,
            Sha256.of(text).hex(),
            vault.consentForm().map(PolicyAnswer.ReleaseForm::of)));
  }

  private PolicyAnswer.Controller controller() {
    return PolicyAnswer.Controller.of(door.desk().config().vault().organization());
  }

  private Answer signedText(Call call) {
    String hash = call.inPath("hash");
    if (!hash.matches("[0-9a-f]{64}")) {
      throw Door.parameter("hash", "64 digits of 0-9 a-f");
    }
    String text =
        door.desk()
            .vault()
            .signedText(new Sha256(hash))
            .orElseThrow(
                () ->
                    new MienException(
                        ConsentFault.CONSENT_TEXT_UNKNOWN,
                        "No text of that hash is kept: it was never signed, or an earlier mien took the"
                            + " signature, which kept no texts."));
    return Answer.json(new PolicyAnswer.SignedText(hash, text));
  }

  private Answer desk(Clerk clerk) {
    ConsentDesk desk = door.desk();
    PolicyPack pack = clerk.vault().policy();
    return Answer.json(
        new PolicyAnswer.Desk(
            new PolicyAnswer.Who(clerk.actor().role(), clerk.actor().keyId()),
            pack.name(),
            controller(),
            PolicyAnswer.keeps(pack),
            pack.template().isPresent(),
            desk.faces().isPresent(),
            LogAnswer.Check.of(desk.watch().latest()),
            desk.chores().latest().map(PolicyAnswer.Round::of),
            desk.round().next()));
  }
}
