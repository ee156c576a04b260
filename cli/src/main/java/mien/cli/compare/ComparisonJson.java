package mien.cli.compare;

import java.util.List;
import mien.core.FaultCode;
import mien.engine.fault.EngineFault;
import mien.engine.model.ModelCard;
import mien.json.Json;
import mien.studio.compare.CompareAnswer;
import mien.studio.compare.Comparison;
import mien.studio.compare.UnfitPhoto;

/**
 * A comparison as one JSON object: the members of {@code POST /api/v1/compare} after the names of
 * the files, or why there is no decision.
 */
final class ComparisonJson {

  private ComparisonJson() {}

  static String line(
      List<String> files, Comparison compared, double threshold, List<ModelCard> models) {
    return Json.object(
        out -> {
          out.array("files", a -> files.forEach(a::text));
          switch (compared) {
            case Comparison.Decided decided ->
                out.members(CompareAnswer.of(decided, threshold, models));
            case Comparison.NoFace(int photo) ->
                undecided(
                    out, EngineFault.FACE_NONE, compared, new UnfitPhoto.Faceless(photo), files);
            case Comparison.SeveralFaces several ->
                undecided(
                    out, EngineFault.FACE_SEVERAL, compared, UnfitPhoto.Crowded.of(several), files);
          }
        });
  }

  private static void undecided(
      Json out, FaultCode code, Comparison compared, Record more, List<String> files) {
    out.unknown("decision");
    out.object(
        "error",
        error -> {
          error.text("code", code.text()).text("message", ComparisonText.why(files, compared));
          error.members(more);
        });
  }
}
