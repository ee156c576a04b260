package mien.studio.consent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.HttpFault;
import mien.studio.http.Route;
import mien.studio.http.Route.Method;
import mien.studio.http.Route.Parameter;
import mien.studio.http.Upload;
import mien.vault.record.CreateOutcome;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import mien.vault.subject.SubjectSummary;

/** Making, finding and showing subjects; what happened to them; holds. */
final class SubjectRoutes {

  private static final String SUBJECTS = "/api/v1/subjects";
  private static final int PAGE = 50;
  private static final int MOST = 1000;

  /** As a legal hold allows. */
  private static final int LONGEST_REASON = 500;

  private final Door door;

  SubjectRoutes(Door door) {
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        Door.telling(
                door.staff(Method.POST, SUBJECTS, "Makes a subject.", this::create, 408, 409),
                201,
                Subjects.New.class,
                "It is there.")
            .taking(ConsentForms.SUBJECT),
        Door.telling(
                door.staff(Method.GET, SUBJECTS, "Finds subjects.", this::find),
                200,
                Subjects.class,
                "In the order of their safe ids.")
            .asking(new Parameter("safe_id", false, "The whole one: one subject or none."))
            .asking(new Parameter("prefix", false, "How the safe ids begin."))
            .asking(new Parameter("after", false, "The 'next' of the page before."))
            .asking(new Parameter("limit", false, "1 to 1000; 50 unless given.")),
        manifest(
            door.staff(
                Method.GET,
                Door.SUBJECT,
                "Everything that is held of a subject, but the bytes.",
                (clerk, call) -> told(clerk, Door.subject(call)))),
        manifest(
                door.staff(
                    Method.POST,
                    Door.SUBJECT + "/hold",
                    "Forbids sweeping and erasing.",
                    this::hold,
                    408))
            .taking(ConsentForms.HOLD),
        manifest(
            door.staff(
                Method.DELETE,
                Door.SUBJECT + "/hold",
                "Lifts a hold.",
                (clerk, call) -> {
                  clerk.admin().liftHold(Door.subject(call));
                  return told(clerk, Door.subject(call));
                })),
        manifest(
            door.staff(
                Method.POST,
                Door.SUBJECT + "/interaction",
                "The person dealt with the organization: the clocks are restarted.",
                (clerk, call) -> {
                  clerk.officer().interacted(Door.subject(call));
                  return told(clerk, Door.subject(call));
                })),
        manifest(
            door.staff(
                Method.POST,
                Door.SUBJECT + "/purpose-satisfied",
                "The purpose of the release is satisfied: its clock starts.",
                (clerk, call) -> {
                  clerk.officer().purposeSatisfied(Door.subject(call));
                  return told(clerk, Door.subject(call));
                })));
  }

  private static Route manifest(Route route) {
    return Door.telling(route, 200, Manifest.class, "The manifest.");
  }

  private Answer create(Clerk clerk, Call call) {
    Upload upload = call.upload(Set.of(), Set.of("safe_id"));
    SafeId safeId = new SafeId(upload.text("safe_id").orElse(""));
    return switch (clerk.officer().createSubject(safeId)) {
      case CreateOutcome.Created(SubjectId id) ->
          Answer.json(201, new Subjects.New(id.value(), safeId.value()))
              .with("Location", SUBJECTS + "/" + id.value());
      case CreateOutcome.SafeIdTaken _ ->
          throw new MienException(
              ConsentFault.SUBJECT_TAKEN,
              "That safe id is in use: find the person with GET /api/v1/subjects?safe_id=…");
    };
  }

  private Answer find(Clerk clerk, Call call) {
    Optional<String> wanted = call.query("safe_id");
    if (wanted.isPresent()) {
      SafeId safeId = new SafeId(wanted.get());
      List<SubjectSummary> found =
          clerk
              .viewer()
              .find(safeId)
              .flatMap(id -> clerk.viewer().manifest(id))
              .map(one -> new SubjectSummary(one.subjectId(), one.safeId(), one.createdAt()))
              .stream()
              .toList();
      return list(found, false);
    }
    int limit = (int) Door.number(call, "limit", 1, MOST, PAGE);
    List<SubjectSummary> page =
        clerk.viewer().list(part(call, "prefix"), part(call, "after"), limit);
    return list(page, page.size() == limit);
  }

  private static String part(Call call, String name) {
    String text = call.query(name).orElse("");
    if (!text.matches("[A-Za-z0-9_-]{0,64}")) {
      throw Door.parameter(name, "at most 64 of A-Z a-z 0-9 _ -, as safe ids have");
    }
    return text;
  }

  private static Answer list(List<SubjectSummary> page, boolean more) {
    Optional<String> next = more ? Optional.of(page.getLast().safeId().value()) : Optional.empty();
    return Answer.json(new Subjects(Subjects.Listed.of(page), next));
  }

  private Answer told(Clerk clerk, SubjectId id) {
    SubjectManifest manifest = clerk.viewer().manifest(id).orElseThrow(ConsentWords::unknown);
    return Answer.json(Manifest.of(manifest, door.desk().clock().instant()));
  }

  private Answer hold(Clerk clerk, Call call) {
    Upload upload = call.upload(Set.of(), Set.of("reason"));
    String reason = upload.text("reason").orElse("");
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new MienException(
          HttpFault.UPLOAD_FIELD,
          "The field 'reason' must have 1 to " + LONGEST_REASON + " characters.");
    }
    clerk.admin().placeHold(Door.subject(call), reason);
    return told(clerk, Door.subject(call));
  }
}
