package mien.studio.consent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Route;
import mien.studio.http.Route.Content;
import mien.studio.http.Route.Method;
import mien.vault.record.CollectOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.Refusal;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.SubjectExport;
import mien.vault.subject.SubjectId;

/** Taking a photo in, looking at it, comparing with it, and handing everything to the person. */
final class PhotoRoutes {

  private static final String PHOTO = Door.SUBJECT + "/photo";

  private final Door door;

  PhotoRoutes(Door door) {
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        Door.telling(
                door.staff(
                    Method.POST, PHOTO, "Keeps a photo, if a consent holds.", this::collect, 408),
                201,
                PhotoAnswer.Kept.class,
                "It is kept, sealed and logged.")
            .taking(ConsentForms.PHOTO),
        door.staff(Method.GET, PHOTO, "The photo; the view is logged first.", this::view)
            .answering(
                200,
                new Content(
                    "image/*",
                    Optional.empty(),
                    "The picture as it was uploaded; JPEG, PNG and WebP without metadata.")),
        Door.telling(
            door.staff(
                Method.POST,
                Door.SUBJECT + "/embedding",
                "Makes the face template again from the stored photo, as after a change of model.",
                (clerk, call) -> new FaceReferences(door.desk(), clerk).again(Door.subject(call))),
            200,
            PhotoAnswer.Remade.class,
            "It was made and replaces earlier ones, or why not."),
        Door.telling(
                door.staff(
                    Method.POST,
                    Door.SUBJECT + "/verify",
                    "Does a photo show this subject? Compared with the stored references.",
                    this::verify,
                    408,
                    422),
                200,
                PhotoAnswer.Verified.class,
                "A decision; it is in the log.")
            .taking(ConsentForms.PHOTO),
        door.staff(
                Method.GET,
                Door.SUBJECT + "/export",
                "Everything that is held, for the person to take along (GDPR Art. 15 and 20).",
                this::export)
            .answering(200, new Content("application/zip", Optional.empty(), "A zip file.")));
  }

  private Answer collect(Clerk clerk, Call call) {
    SubjectId id = Door.subject(call);
    byte[] photo = call.upload(Set.of("photo"), Set.of()).file("photo");
    return switch (clerk.officer().collect(id, photo)) {
      case CollectOutcome.Collected collected -> kept(clerk, call, id, collected, photo);
      case CollectOutcome.Refused(Refusal why) ->
          throw ConsentWords.refused(why, clerk.vault().policy());
    };
  }

  private Answer kept(
      Clerk clerk, Call call, SubjectId id, CollectOutcome.Collected collected, byte[] photo) {
    BiometricCollection.Facts facts = collected.facts();
    Optional<String> why = new FaceReferences(door.desk(), clerk).keep(id, photo);
    door.desk()
        .guesses()
        .ifPresent(guesses -> call.afterwards(() -> clerk.officer().classify(id, guesses)));
    return Answer.json(
        201,
        new PhotoAnswer.Kept(
            Manifest.Collection.of(new BiometricCollection.Photograph(facts)),
            PhotoAnswer.KeptTemplate.unless(why),
            collected.replaced()));
  }

  private Answer view(Clerk clerk, Call call) {
    return switch (clerk.viewer().photo(Door.subject(call))) {
      case PhotoOutcome.Photo photo -> {
        byte[] bytes = photo.bytes();
        FileKind kind = FileKind.of(bytes);
        yield Answer.file(kind.type(), bytes, "photo" + kind.extension());
      }
      case PhotoOutcome.NothingHeld _ -> throw ConsentWords.nothingHeld();
    };
  }

  private Answer verify(Clerk clerk, Call call) {
    SubjectId id = Door.subject(call);
    FaceReferences references = new FaceReferences(door.desk(), clerk);
    // Before the photo is read: under this policy not even a face may be looked for in it.
    references.requireDisclosed();
    byte[] photo = call.upload(Set.of("photo"), Set.of()).file("photo");
    return references.compare(id, photo);
  }

  private Answer export(Clerk clerk, Call call) {
    SubjectId id = Door.subject(call);
    SubjectExport export = clerk.officer().export(id);
    byte[] zip = PortableCopy.zip(export, door.desk().clock().instant());
    return Answer.file("application/zip", zip, "subject-" + id.value() + ".zip");
  }
}
