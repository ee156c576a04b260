package mien.studio.consent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.HttpFault;
import mien.studio.http.Route;
import mien.studio.http.Route.Content;
import mien.studio.http.Route.Method;
import mien.studio.http.Route.Parameter;
import mien.studio.http.Upload;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.Purpose;
import mien.vault.record.ConsentOutcome;
import mien.vault.record.Withdrawal;
import mien.vault.subject.Consent;
import mien.vault.subject.Release;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;

/** Giving, withdrawing and proving a release. */
final class ReleaseRoutes {

  private static final String CONSENT = Door.SUBJECT + "/consent";
  private static final Set<String> TEXTS =
      Set.of("text_hash", "purpose", "signer", "method", "capacity", "signature");

  private final Door door;

  ReleaseRoutes(Door door) {
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        Door.telling(
                door.staff(Method.POST, CONSENT, "Keeps a signed release.", this::give, 408, 409),
                201,
                Signed.class,
                "The release holds.")
            .taking(ConsentForms.CONSENT),
        Door.telling(
            door.staff(
                Method.DELETE,
                CONSENT,
                "Withdraws the release; where the schedule says at once, erases.",
                this::withdraw),
            200,
            Erasure.Withdrawn.class,
            "It is withdrawn."),
        door.staff(
                Method.GET,
                CONSENT + "/evidence",
                "The evidence of a release: the typed name, the drawing or the scan.",
                this::evidence)
            .asking(new Parameter("consent_id", false, "Of a release; the latest unless given."))
            .answering(200, new Content("*/*", Optional.empty(), "As it was signed.")));
  }

  /** A release that holds from now on. */
  record Signed(Manifest.Given consent) {}

  private Answer give(Clerk clerk, Call call) {
    SubjectId id = Door.subject(call);
    Upload upload = call.upload(Set.of("evidence"), TEXTS);
    return switch (clerk.officer().giveConsent(id, release(upload))) {
      case ConsentOutcome.Given(Consent consent) ->
          Answer.json(201, new Signed(Manifest.Given.of(consent, door.desk().clock().instant())));
      case ConsentOutcome.TextChanged changed -> throw ConsentWords.textChanged(changed);
      case ConsentOutcome.PurposeNotOffered offered -> throw ConsentWords.notOffered(offered);
      case ConsentOutcome.NoneNeeded _ -> throw ConsentWords.noneNeeded();
    };
  }

  private static Release release(Upload upload) {
    Release.Method method = word(upload, "method", Release.Method.class).orElse(null);
    if (method == null) {
      throw new MienException(
          HttpFault.UPLOAD_FIELD, "The field 'method' must be typed, drawn or paper.");
    }
    return new Release(
        new Purpose(upload.text("purpose").orElse("")),
        ConsentForm.hash(upload.text("text_hash").orElse("")),
        upload.text("signer").orElse(""),
        word(upload, "capacity", Release.Capacity.class).orElse(Release.Capacity.SUBJECT),
        method,
        switch (method) {
          case TYPED -> typed(upload);
          case DRAWN, PAPER -> upload.file("evidence");
        });
  }

  private static byte[] typed(Upload upload) {
    return upload
        .text("signature")
        .map(name -> name.getBytes(StandardCharsets.UTF_8))
        .orElseThrow(
            () ->
                new MienException(
                    HttpFault.UPLOAD_FIELD,
                    "The field 'signature' must be the name that the person typed."));
  }

  private static <E extends Enum<E>> Optional<E> word(Upload upload, String field, Class<E> type) {
    Optional<String> text = upload.text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text.get())) {
        return Optional.of(constant);
      }
    }
    throw new MienException(
        HttpFault.UPLOAD_FIELD,
        "The field '"
            + field
            + "' must be one of "
            + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT)
            + ".");
  }

  private Answer withdraw(Clerk clerk, Call call) {
    Withdrawal withdrawal = clerk.officer().withdrawConsent(Door.subject(call));
    if (!withdrawal.withdrawn()) {
      throw new MienException(
          ConsentFault.CONSENT_NOTHING_GIVEN,
          "There is no release that holds, so none was withdrawn.");
    }
    return Answer.json(
        new Erasure.Withdrawn(
            withdrawal.erasure().map(one -> Erasure.of(one, clerk.vault().publicKey()))));
  }

  private Answer evidence(Clerk clerk, Call call) {
    SubjectId id = Door.subject(call);
    SubjectManifest manifest = clerk.viewer().manifest(id).orElseThrow(ConsentWords::unknown);
    Optional<String> wanted = call.query("consent_id");
    Consent consent =
        manifest.consents().stream()
            .filter(one -> wanted.isEmpty() || one.id().equals(wanted.get()))
            .findFirst()
            .orElseThrow(
                () ->
                    new MienException(
                        ConsentFault.CONSENT_NOTHING_GIVEN,
                        "There is no such release of this subject."));
    byte[] bytes =
        clerk.officer().consentEvidence(id, consent.id()).orElseThrow(ConsentWords::unknown);
    FileKind kind = FileKind.of(bytes);
    return Answer.file(kind.type(), bytes, "evidence-" + consent.id() + kind.extension());
  }
}
