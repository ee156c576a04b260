package mien.studio.compare;

import java.util.List;
import java.util.Optional;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.Doubt;
import mien.core.compare.ErrorRate;
import mien.core.compare.MeasuredRate;
import mien.core.compare.ScoreErrors;
import mien.engine.model.ModelCard;
import mien.json.Json;
import mien.studio.compare.Comparison.Decided;

/**
 * A decision as JSON: everything that was found, and how sure it is. The one writer for both doors;
 * {@link CompareSchemas#ANSWER} describes it.
 */
public final class CompareAnswer {

  private static final int RATE = 9;

  private CompareAnswer() {}

  /**
   * Writes the members into an object that is open.
   *
   * @param threshold shown where no score says on which scale it is
   * @param models that are in use
   */
  public static void write(Json out, Decided compared, double threshold, List<ModelCard> models) {
    out.text("decision", CompareWords.word(compared.decision()));
    out.array("reasons", a -> reasons(a, compared));
    score(out, compared, threshold);
    errors(out, compared);
    out.flag("synthetic", compared.likeness().map(Likeness::synthetic).orElse(false))
        .text("provider", compared.provider())
        .flag("photo_left_machine", compared.photoLeftMachine());
    text(out, "warning", warning(compared));
    out.text("message", CompareWords.message(compared.decision()));
    text(out, "key_figure", CompareWords.keyFigure(compared));
    out.array("models", a -> models.forEach(card -> a.inArray(o -> model(o, card))));
    out.array(
        "photos",
        a ->
            a.inArray(o -> FacesJson.photo(o, compared.first()))
                .inArray(o -> FacesJson.photo(o, compared.second())));
  }

  /** What the person who asks must know beside the verdict; one or several sentences. */
  static Optional<String> warning(Decided compared) {
    return compared.warnings().isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" ", compared.warnings()));
  }

  /** A model's members, in an object that is open. */
  static void model(Json out, ModelCard card) {
    out.text("id", card.id().value())
        .text("licence", card.license().name())
        .flag("commercial_use", card.license().commercialUse());
  }

  private static void score(Json out, Decided compared, double threshold) {
    if (compared.likeness().isPresent()) {
      Likeness known = compared.likeness().get();
      out.exact("similarity", known.score())
          .exact("threshold", known.threshold())
          .exact("confidence", ComparisonDecision.confidence(known.score(), known.threshold()));
    } else {
      out.unknown("similarity").exact("threshold", threshold).unknown("confidence");
    }
  }

  private static void errors(Json out, Decided compared) {
    ScoreErrors errors = compared.errors();
    if (errors.falseMatch() instanceof MeasuredRate.Known(ErrorRate rate)) {
      out.object("false_match_rate", o -> rate(o, rate)).unknown("false_match_rate_unknown");
    } else {
      out.unknown("false_match_rate")
          .text("false_match_rate_unknown", CompareWords.rateUnknown(compared));
    }
    out.array("strangers", a -> errors.strangers().forEach(one -> a.inArray(o -> rate(o, one))));
    if (errors.worstGroup().isPresent()) {
      ScoreErrors.GroupRate worst = errors.worstGroup().get();
      out.object("worst_group", o -> rate(o.text("group", worst.group()), worst.rate()));
    } else {
      out.unknown("worst_group");
    }
    if (errors.falseNonMatch() instanceof MeasuredRate.Known(ErrorRate rate)) {
      out.object("false_non_match_rate", o -> rate(o, rate));
    } else {
      out.unknown("false_non_match_rate");
    }
  }

  private static void rate(Json out, ErrorRate rate) {
    out.number("rate", rate.rate(), RATE)
        .number("low", rate.low(), RATE)
        .number("high", rate.high(), RATE)
        .whole("comparisons", rate.comparisons())
        .text("calibration", rate.measuredOn());
  }

  private static void reasons(Json out, Decided compared) {
    switch (compared.decision()) {
      case ComparisonDecision.Inconclusive(List<Doubt> doubts) ->
          doubts.forEach(doubt -> out.inArray(o -> reason(o, doubt, compared)));
      case ComparisonDecision.Rejected _ ->
          out.inArray(
              o ->
                  o.text("code", CompareWords.AGE_RULE)
                      .text("message", CompareWords.AGE_RULE_MEANS)
                      .unknown("photo"));
      case ComparisonDecision.Same _, ComparisonDecision.Different _ -> {}
    }
  }

  private static void reason(Json out, Doubt doubt, Decided compared) {
    out.text("code", doubt.kind().code()).text("message", CompareWords.reason(doubt, compared));
    if (doubt.photo().isPresent()) {
      out.whole("photo", doubt.photo().getAsInt());
    } else {
      out.unknown("photo");
    }
  }

  private static void text(Json out, String name, Optional<String> text) {
    if (text.isPresent()) {
      out.text(name, text.get());
    } else {
      out.unknown(name);
    }
  }
}
