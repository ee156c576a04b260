package mien.studio.consent;

import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.json.Json;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Route;
import mien.studio.http.Route.Content;
import mien.studio.http.Route.Parameter;
import mien.vault.Vault;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.ConsentTemplate;
import mien.vault.policy.Disclosed;
import mien.vault.policy.Organisation;
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
            ConsentSchemas.POLICY,
            "The policy in force."),
        Door.telling(
                door.open(
                    "/api/v1/policy/texts/{hash}",
                    "A text that a person signed, whatever the release says today.",
                    this::signedText,
                    400),
                200,
                ConsentSchemas.SIGNED_TEXT,
                "The text.")
            .asking(new Parameter("hash", true, "SHA-256 of the text: 64 digits.")),
        Door.telling(
            door.staff(
                Route.Method.GET,
                "/api/v1/desk",
                "Who I am here, and what the desk can do.",
                (clerk, _) -> desk(clerk)),
            200,
            AuditSchemas.DESK,
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
    String title = door.desk().config().vault().organisation().name() + ": " + what;
    return Answer.text(200, HTML, PolicyPage.of(title, root, markdown));
  }

  private Answer policy(Call call) {
    Vault vault = door.desk().vault();
    PolicyPack pack = vault.policy();
    Optional<ConsentForm> form = vault.consentForm();
    String text = vault.policyPage();
    return Answer.json(
        out -> {
          out.text("pack", pack.name())
              .whole("version", pack.template().map(t -> t.id().version()).orElse(0))
              .text("schedule", pack.schedule().id().value());
          keeps(out, pack);
          organisation(out);
          out.text("text", text).text("hash", Sha256.of(text).hex());
          if (form.isEmpty()) {
            out.unknown("release");
          } else {
            out.object("release", o -> release(o, form.get()));
          }
        });
  }

  private static void release(Json out, ConsentForm form) {
    out.text("template", form.template().value())
        .text("text", form.text())
        .text("text_hash", form.hash().hex())
        .array("purposes", all -> form.purposes().forEach(one -> all.text(one.value())))
        .text("term", form.term().toString());
  }

  private static void keeps(Json out, PolicyPack pack) {
    out.array(
        "keeps", all -> pack.keeps().stream().sorted().map(Disclosed::word).forEach(all::text));
  }

  private void organisation(Json out) {
    Organisation organisation = door.desk().config().vault().organisation();
    out.object(
        "organisation",
        o -> o.text("name", organisation.name()).text("contact", organisation.contact()));
  }

  private static void round(Json out, Chores.Round round) {
    out.text("at", round.at().toString()).flag("done", round.failure().isEmpty());
    ManifestJson.orNull(out, "code", round.failure().map(Chores.Failure::code));
    ManifestJson.orNull(out, "meaning", round.failure().map(Chores.Failure::words));
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
    return Answer.json(out -> out.text("text_hash", hash).text("text", text));
  }

  private Answer desk(Clerk clerk) {
    ConsentDesk desk = door.desk();
    PolicyPack pack = clerk.vault().policy();
    Optional<ConsentTemplate> template = pack.template();
    return Answer.json(
        out -> {
          out.object(
              "actor",
              o -> o.text("role", clerk.actor().role().word()).text("id", clerk.actor().keyId()));
          out.text("pack", pack.name());
          organisation(out);
          keeps(out, pack);
          out.flag("release_needed", template.isPresent())
              .flag("can_compare", desk.faces().isPresent());
          out.object("check", o -> AuditJson.check(o, desk.watch().latest()));
          desk.chores()
              .latest()
              .ifPresentOrElse(
                  round -> out.object("last_sweep", o -> round(o, round)),
                  () -> out.unknown("last_sweep"));
          out.text("next_sweep_at", desk.round().next().toString());
        });
  }
}
