package mien.studio.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.core.compare.AgeEstimate;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.Doubt;
import mien.core.compare.FalseMatchRate;
import mien.core.compare.MeasuredRate;
import mien.core.face.Box;
import mien.core.face.Point;
import mien.engine.AnalyzedFace;
import mien.engine.model.ModelCard;
import mien.studio.compare.Comparison.Decided;
import mien.studio.compare.Comparison.Side;
import mien.studio.http.Answer;
import mien.studio.json.Json;

/** The answer of {@code /api/v1/compare}: everything that was found, and how sure it is. */
final class FullAnswer {

  private static final int PIXELS = 1;
  private static final int SHARE = 4;
  private static final int RATE = 9;

  private FullAnswer() {}

  /**
   * Writes the answer.
   *
   * @param threshold where no score says on which scale it is
   * @param models that are in use
   */
  static Answer of(Decided compared, double threshold, List<ModelCard> models) {
    return Answer.json(
        out -> {
          out.text("decision", CompareWords.word(compared.decision()));
          out.array("reasons", a -> reasons(a, compared.decision()));
          score(out, compared, threshold);
          out.text("provider", compared.provider())
              .flag("photo_left_machine", compared.photoLeftMachine());
          if (compared.warnings().isEmpty()) {
            out.unknown("warning");
          } else {
            out.text("warning", String.join(" ", compared.warnings()));
          }
          out.text("message", CompareWords.message(compared.decision()));
          out.array("models", a -> models.forEach(card -> a.inArray(o -> model(o, card))));
          out.array(
              "photos",
              a ->
                  a.inArray(o -> photo(o, compared.first()))
                      .inArray(o -> photo(o, compared.second())));
        });
  }

  /** A model's members, in an object that is open. */
  static void model(Json out, ModelCard card) {
    out.text("id", card.id().value())
        .text("licence", card.license().name())
        .flag("commercial_use", card.license().commercialUse());
  }

  private static void score(Json out, Decided compared, double threshold) {
    Optional<Likeness> likeness = compared.likeness();
    if (likeness.isPresent()) {
      Likeness known = likeness.get();
      out.exact("similarity", known.score())
          .exact("threshold", known.threshold())
          .exact("confidence", ComparisonDecision.confidence(known.score(), known.threshold()));
    } else {
      out.unknown("similarity").exact("threshold", threshold).unknown("confidence");
    }
    switch (compared.falseMatchRate()) {
      case MeasuredRate.Known(FalseMatchRate rate) ->
          out.object("false_match_rate", o -> rate(o, rate)).unknown("false_match_rate_unknown");
      case MeasuredRate.BelowMeasured _, MeasuredRate.NotMeasured _ ->
          out.unknown("false_match_rate")
              .text("false_match_rate_unknown", CompareWords.rateUnknown(compared));
    }
    out.flag("synthetic", likeness.map(Likeness::synthetic).orElse(false));
  }

  private static void rate(Json out, FalseMatchRate rate) {
    out.number("rate", rate.rate(), RATE)
        .number("low", rate.low(), RATE)
        .number("high", rate.high(), RATE)
        .whole("comparisons", rate.comparisons())
        .text("calibration", rate.calibration());
  }

  private static void reasons(Json out, ComparisonDecision decision) {
    switch (decision) {
      case ComparisonDecision.Inconclusive(List<Doubt> doubts) ->
          doubts.forEach(doubt -> out.inArray(o -> reason(o, doubt)));
      case ComparisonDecision.Rejected _ ->
          out.inArray(
              o ->
                  o.text("code", CompareWords.AGE_RULE)
                      .text("message", CompareWords.AGE_RULE_MEANS)
                      .unknown("photo"));
      case ComparisonDecision.Same _, ComparisonDecision.Different _ -> {}
    }
  }

  private static void reason(Json out, Doubt doubt) {
    out.text("code", doubt.kind().code()).text("message", CompareWords.reason(doubt));
    if (doubt.photo().isPresent()) {
      out.whole("photo", doubt.photo().getAsInt());
    } else {
      out.unknown("photo");
    }
  }

  private static void photo(Json out, Side side) {
    out.whole("width", side.photo().width())
        .whole("height", side.photo().height())
        .whole("chosen", side.chosen());
    List<AnalyzedFace> faces = side.photo().faces();
    out.array(
        "faces",
        a -> {
          for (int i = 0; i < faces.size(); i++) {
            AnalyzedFace face = faces.get(i);
            boolean chosen = i == side.chosen();
            a.inArray(
                o -> {
                  face(o, face, chosen ? Optional.of(side.age()) : guess(face));
                  o.flag("age_known", chosen && side.ageKnown()).flag("chosen", chosen);
                });
          }
        });
  }

  private static Optional<AgeEstimate> guess(AnalyzedFace face) {
    return face.ageGender().map(age -> new AgeEstimate(age.ageYears(), 0));
  }

  private static void face(Json out, AnalyzedFace face, Optional<AgeEstimate> age) {
    Box box = face.detection().box();
    out.array(
        "box",
        a ->
            a.number(box.x1(), PIXELS)
                .number(box.y1(), PIXELS)
                .number(box.x2(), PIXELS)
                .number(box.y2(), PIXELS));
    out.number("score", face.detection().score(), SHARE);
    if (face.detection().landmarks().isPresent()) {
      List<Point> points = face.detection().landmarks().get().points();
      out.array(
          "landmarks5",
          a ->
              points.forEach(
                  p -> a.arrayInArray(xy -> xy.number(p.x(), PIXELS).number(p.y(), PIXELS))));
    } else {
      out.unknown("landmarks5");
    }
    if (age.isPresent()) {
      out.whole("age", age.get().wholeYears()).text("age_group", age.get().group().label());
    } else {
      out.unknown("age").unknown("age_group");
    }
    if (face.ageGender().isPresent()) {
      out.text("gender", face.ageGender().get().gender().name().toLowerCase(Locale.ROOT));
    } else {
      out.unknown("gender");
    }
    out.number("quality", face.quality().overall(), SHARE)
        .number("eye_distance", face.quality().eyeDistancePixels(), PIXELS);
  }
}
