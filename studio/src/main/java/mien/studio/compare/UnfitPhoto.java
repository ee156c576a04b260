package mien.studio.compare;

import java.util.function.Consumer;
import mien.core.FaultCode;
import mien.engine.fault.EngineFault;
import mien.json.Json;
import mien.studio.http.Answer;
import mien.studio.http.Problems;
import mien.studio.http.Route;

/**
 * The answers to photos without the one face that is asked about: status 422, in the words of the
 * route, with the photo that is meant and the faces in it.
 */
final class UnfitPhoto {

  private UnfitPhoto() {}

  static Answer of(Comparison.NoFace none, Route.Faults dialect) {
    return answer(
        dialect,
        EngineFault.FACE_NONE,
        CompareContract.NO_FACE,
        out -> out.whole("photo", none.photo()));
  }

  static Answer of(Comparison.SeveralFaces several, Route.Faults dialect) {
    return answer(
        dialect,
        EngineFault.FACE_SEVERAL,
        CompareContract.SEVERAL_FACES,
        out -> FacesJson.several(out, several));
  }

  private static Answer answer(
      Route.Faults dialect, FaultCode code, String message, Consumer<Json> more) {
    return switch (dialect) {
      case PLAIN ->
          Answer.json(
              Problems.status(code.kind()),
              out -> {
                out.text("error", message);
                more.accept(out);
              });
      case PROBLEM -> Problems.problem(code, message, more);
    };
  }
}
