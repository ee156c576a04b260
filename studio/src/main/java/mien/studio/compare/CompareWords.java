package mien.studio.compare;

import java.util.Locale;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.Doubt;
import mien.core.compare.FalseMatchRate;
import mien.core.compare.MeasuredRate;

/** The sentences of this slice. */
final class CompareWords {

  static final String REJECTED =
      "Cannot reliably compare infant/childhood images with adult images";

  /** The one reason of a rejection, beside the codes of doubts. */
  static final String AGE_RULE = "age-rule";

  static final String AGE_RULE_MEANS =
      "An infant (0 to 4) is not compared with a teen, an adult or a senior.";
  static final String NO_FACE = "No face detected in the image";
  static final String SEVERAL_FACES =
      "Multiple faces detected; please upload an image with exactly one face";

  private CompareWords() {}

  static String message(ComparisonDecision decision) {
    return switch (decision) {
      case ComparisonDecision.Same _ -> "The photos likely show the same person";
      case ComparisonDecision.Different _ -> "The photos likely show different people";
      case ComparisonDecision.Rejected _ -> REJECTED;
      case ComparisonDecision.Inconclusive _ ->
          "The photos do not allow a reliable answer; the reasons say why";
    };
  }

  static String word(ComparisonDecision decision) {
    return switch (decision) {
      case ComparisonDecision.Same _ -> "same";
      case ComparisonDecision.Different _ -> "different";
      case ComparisonDecision.Rejected _ -> "rejected";
      case ComparisonDecision.Inconclusive _ -> "inconclusive";
    };
  }

  static String reason(Doubt doubt) {
    return switch (doubt.kind()) {
      case AGE_NEAR_EDGE ->
          "The age is uncertain, and with a slightly different age the comparison would "
              + "not be allowed; give the ages if you know them.";
      case CHILD_SENIOR ->
          "Half a century lies between a child and a senior: too much of a face changes.";
      case AGES_AGAINST_DATES ->
          "The faces are alike, but their ages do not fit the dates of the photos.";
      case TOO_SMALL ->
          "The face is too small: less than "
              + (int) FaceDoubts.LEAST_EYE_DISTANCE
              + " pixels lie between the eyes; use a larger photo.";
      case BLURRED -> "The face is blurred; use a sharper photo.";
      case TURNED -> "The face is turned too far away; use a photo from the front.";
    };
  }

  /** Why there is no false match rate. */
  static String rateUnknown(Comparison.Decided compared) {
    if (compared.likeness().isEmpty()) {
      return "No score was taken.";
    }
    if (compared.likeness().get().synthetic()) {
      return "A judgement has no measured false match rate.";
    }
    return switch (compared.falseMatchRate()) {
      case MeasuredRate.BelowMeasured(double lowest, FalseMatchRate there) ->
          String.format(
              Locale.ROOT,
              "The score is below %.2f, the lowest that was measured; the rate there was %.2g.",
              lowest,
              there.rate());
      case MeasuredRate.NotMeasured _ -> "Nothing was measured for this recogniser.";
      case MeasuredRate.Known _ -> "";
    };
  }
}
