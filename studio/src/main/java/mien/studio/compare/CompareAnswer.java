package mien.studio.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.Doubt;
import mien.core.compare.ErrorRate;
import mien.core.compare.MeasuredRate;
import mien.core.compare.ScoreErrors;
import mien.engine.model.ModelCard;
import mien.json.Member;
import mien.studio.compare.Comparison.Decided;

/** A decision, for both doors: everything that was found, and how sure it is. */
public record CompareAnswer(
    @Member(words = {"same", "different", "inconclusive", "rejected"}) String decision,
    @Member(size = {0, 20}) List<Reason> reasons,
    @Member(within = {-1, 1}) Optional<Double> similarity,
    @Member(
            value = "Reached by the same person.",
            within = {-1, 1})
        double threshold,
    @Member(within = {0, 1}) Optional<Double> confidence,
    Optional<Rate> falseMatchRate,
    @Member("Why there is no rate; null when there is one.") Optional<String> falseMatchRateUnknown,
    @Member(size = {0, 10}) List<Rate> strangers,
    Optional<GroupRate> worstGroup,
    Optional<Rate> falseNonMatchRate,
    @Member("The similarity is a judgment, no measurement.") boolean synthetic,
    @Member("Who judged.") String provider,
    @Member("A part of a photo was sent elsewhere.") boolean photoLeftMachine,
    Optional<String> warning,
    @Member("One sentence.") String message,
    @Member("The error that matters for the verdict.") Optional<String> keyFigure,
    @Member(size = {0, 50}) List<ModelNotice> models,
    @Member(size = {2, 2}) List<SeenPhoto> photos) {

  /** Why there is no verdict. */
  public record Reason(
      String code,
      @Member("One sentence.") String message,
      @Member("1 or 2; null for both together.") OptionalInt photo) {}

  /** A measured rate of errors. */
  public record Rate(
      @Member(
              decimals = 9,
              within = {0, 1})
          double rate,
      @Member(
              decimals = 9,
              within = {0, 1})
          double low,
      @Member(
              decimals = 9,
              within = {0, 1})
          double high,
      @Member("Independent ones, behind the rate.") long comparisons,
      @Member("Data set and protocol.") String calibration) {

    private static Rate of(ErrorRate rate) {
      return new Rate(rate.rate(), rate.low(), rate.high(), rate.comparisons(), rate.measuredOn());
    }
  }

  /** The rate of the group that has the most errors. */
  public record GroupRate(
      @Member("Of people: women.") String group, @Member(flat = true) Rate rate) {}

  /** A model in use. */
  public record ModelNotice(
      String id,
      @Member("Of the weights.") String license,
      @Member("Whether the license allows it.") boolean commercialUse) {

    private static ModelNotice of(ModelCard card) {
      return new ModelNotice(
          card.id().value(), card.license().name(), card.license().commercialUse());
    }
  }

  /**
   * Of what was decided.
   *
   * @param threshold shown where no score says on which scale it is
   * @param models that are in use
   */
  public static CompareAnswer of(Decided compared, double threshold, List<ModelCard> models) {
    Optional<Likeness> likeness = compared.likeness();
    ScoreErrors errors = compared.errors();
    Optional<Rate> falseMatch = known(errors.falseMatch());
    return new CompareAnswer(
        CompareWords.word(compared.decision()),
        reasons(compared),
        likeness.map(Likeness::score),
        likeness.map(Likeness::threshold).orElse(threshold),
        likeness.map(one -> ComparisonDecision.confidence(one.score(), one.threshold())),
        falseMatch,
        falseMatch.isPresent() ? Optional.empty() : Optional.of(CompareWords.rateUnknown(compared)),
        errors.strangers().stream().map(Rate::of).toList(),
        errors.worstGroup().map(worst -> new GroupRate(worst.group(), Rate.of(worst.rate()))),
        known(errors.falseNonMatch()),
        likeness.map(Likeness::synthetic).orElse(false),
        compared.provider(),
        compared.photoLeftMachine(),
        warning(compared),
        CompareWords.message(compared.decision()),
        CompareWords.keyFigure(compared),
        models.stream().map(ModelNotice::of).toList(),
        List.of(SeenPhoto.of(compared.first()), SeenPhoto.of(compared.second())));
  }

  /** What the person who asks must know beside the verdict; one or several sentences. */
  static Optional<String> warning(Decided compared) {
    return compared.warnings().isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" ", compared.warnings()));
  }

  private static Optional<Rate> known(MeasuredRate measured) {
    return measured instanceof MeasuredRate.Known(ErrorRate rate)
        ? Optional.of(Rate.of(rate))
        : Optional.empty();
  }

  private static List<Reason> reasons(Decided compared) {
    return switch (compared.decision()) {
      case ComparisonDecision.Inconclusive(List<Doubt> doubts) ->
          doubts.stream()
              .map(
                  doubt ->
                      new Reason(
                          doubt.kind().code(), CompareWords.reason(doubt, compared), doubt.photo()))
              .toList();
      case ComparisonDecision.Rejected _ ->
          List.of(
              new Reason(CompareWords.AGE_RULE, CompareWords.AGE_RULE_MEANS, OptionalInt.empty()));
      case ComparisonDecision.Same _, ComparisonDecision.Different _ -> List.of();
    };
  }
}
