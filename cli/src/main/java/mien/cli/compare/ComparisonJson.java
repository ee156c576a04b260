package mien.cli.compare;

import java.util.Optional;
import mien.cli.faces.FaceJson;
import mien.core.face.ModelId;
import mien.engine.model.OperatingPoint;
import mien.studio.json.Json;

/** A comparison as one JSON object; what is not known is {@code null}. */
final class ComparisonJson {

  private static final int SCORE = 4;
  private static final int RATE = 8;

  private ComparisonJson() {}

  static String line(FaceChoice a, FaceChoice b, Comparison comparison, ModelId recogniser) {
    return Json.object(
        out -> {
          out.object("a", o -> photo(o, a)).object("b", o -> photo(o, b));
          out.text("model", recogniser.value());
          switch (comparison) {
            case Comparison.Decided decided -> {
              out.text("outcome", "decided");
              out.number("similarity", decided.similarity(), SCORE);
              out.text("decision", decided.same() ? "same" : "different");
              point(out, "operatingPoint", Optional.of(decided.at()));
              point(out, "scoreReaches", decided.reached());
            }
            case Comparison.NoThreshold(double similarity, Optional<OperatingPoint> _) -> {
              out.text("outcome", "no-threshold");
              out.number("similarity", similarity, SCORE);
              undecided(out);
            }
            case Comparison.NoFace _ -> {
              out.text("outcome", "no-face").unknown("similarity");
              undecided(out);
            }
          }
        });
  }

  private static void undecided(Json out) {
    out.unknown("decision").unknown("operatingPoint").unknown("scoreReaches");
  }

  private static void photo(Json out, FaceChoice choice) {
    out.text("photo", choice.name())
        .whole("width", choice.photo().width())
        .whole("height", choice.photo().height())
        .whole("faces", choice.photo().faces().size());
    choice
        .chosen()
        .ifPresentOrElse(
            face -> FaceJson.box(out, face.detection().box()), () -> out.unknown("box"));
  }

  private static void point(Json out, String name, Optional<OperatingPoint> point) {
    if (point.isEmpty()) {
      out.unknown(name);
      return;
    }
    out.object(
        name,
        o ->
            o.number("threshold", point.get().threshold(), SCORE)
                .number("falseMatchRate", point.get().falseMatchRate(), RATE)
                .whole("comparisons", point.get().comparisons())
                .text("measuredOn", point.get().measuredOn()));
  }
}
