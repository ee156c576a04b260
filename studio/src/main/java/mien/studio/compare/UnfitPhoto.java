package mien.studio.compare;

import java.util.List;
import java.util.stream.IntStream;
import mien.engine.PhotoFaces;
import mien.engine.fault.EngineFault;
import mien.json.Json;
import mien.json.Member;
import mien.json.Schema;
import mien.studio.http.Answer;
import mien.studio.http.Problems;
import mien.studio.http.Route;

/**
 * A photo without the one face that is asked about: which photo, and the faces in it. At both doors
 * a part of the refusal; over HTTP its status is 422, in the words of the route.
 */
public sealed interface UnfitPhoto {

  /** Without a face. */
  record Faceless(@Member("Which: 1 or 2.") int photo) implements UnfitPhoto {}

  /** With several. */
  record Crowded(
      @Member("Which: 1 or 2.") int photo,
      @Member(flat = true) SeenPhoto.Size size,
      @Member(size = {2, 1000}) List<SeenPhoto.Place> faces)
      implements UnfitPhoto {

    /** Of what was found. */
    public static Crowded of(Comparison.SeveralFaces several) {
      PhotoFaces photo = several.faces();
      return new Crowded(
          several.photo(),
          SeenPhoto.Size.of(photo),
          IntStream.range(0, photo.faces().size())
              .mapToObj(i -> SeenPhoto.Place.of(i, photo.faces().get(i)))
              .toList());
    }
  }

  /** The body of a refusal in a dialect. */
  static Schema schema(Schema.Titled problem) {
    return new Schema.OneOf(
        List.of(
            problem.fields().and(Faceless.class).titled("Faceless" + problem.title()),
            problem.fields().and(Crowded.class).titled("Crowded" + problem.title())));
  }

  /** A photo without a face. */
  static Answer of(Comparison.NoFace none, Route.Faults dialect) {
    return answer(
        dialect, EngineFault.FACE_NONE, CompareContract.NO_FACE, new Faceless(none.photo()));
  }

  /** A photo with several faces. */
  static Answer of(Comparison.SeveralFaces several, Route.Faults dialect) {
    return answer(
        dialect, EngineFault.FACE_SEVERAL, CompareContract.SEVERAL_FACES, Crowded.of(several));
  }

  private static Answer answer(
      Route.Faults dialect, EngineFault code, String message, Record more) {
    return switch (dialect) {
      case PLAIN ->
          Answer.json(
              Problems.status(code.kind()), (Json out) -> out.text("error", message).members(more));
      case PROBLEM -> Problems.problem(code, message, out -> out.members(more));
    };
  }
}
