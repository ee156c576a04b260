package mien.studio.compare;

import java.util.Locale;
import java.util.Optional;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.Doubt;
import mien.core.compare.ErrorRate;
import mien.core.compare.MeasuredRate;

/** The sentences of this slice, for every door. */
public final class CompareWords {

  /** The one reason of a rejection, beside the codes of doubts. */
  static final String AGE_RULE = "age-rule";

  static final String AGE_RULE_MEANS =
      "An infant (0 to 4) is not compared with a teen, an adult or a senior.";

  private static final double COARSE = 0.05;

  private CompareWords() {}

  /** The verdict in one sentence. */
  public static String message(ComparisonDecision decision) {
    return switch (decision) {
      case ComparisonDecision.Same _ -> CompareContract.SAME;
      case ComparisonDecision.Different _ -> CompareContract.DIFFERENT;
      case ComparisonDecision.Rejected _ -> CompareContract.REJECTED;
      case ComparisonDecision.Inconclusive _ -> "Can't tell from these photos";
    };
  }

  /** The verdict in one word: {@code same}. */
  public static String word(ComparisonDecision decision) {
    return switch (decision) {
      case ComparisonDecision.Same _ -> "same";
      case ComparisonDecision.Different _ -> "different";
      case ComparisonDecision.Rejected _ -> "rejected";
      case ComparisonDecision.Inconclusive _ -> "inconclusive";
    };
  }

  /**
   * The error that matters for the verdict, in one sentence: of <em>same</em> how often different
   * people score this high, of <em>different</em> how often one person scores this low.
   *
   * @return empty where there is no verdict, and for judgments, about which nothing was measured
   */
  public static Optional<String> keyFigure(Comparison.Decided compared) {
    if (compared.likeness().map(Likeness::synthetic).orElse(true)) {
      return Optional.empty();
    }
    return switch (compared.decision()) {
      case ComparisonDecision.Same _ ->
          Optional.of(
              sentence(
                  compared.errors().falseMatch(), "pairs of different people score this high."));
      case ComparisonDecision.Different _ ->
          Optional.of(
              sentence(
                  compared.errors().falseNonMatch(),
                  "pairs of photos of one person score this low."));
      case ComparisonDecision.Inconclusive _, ComparisonDecision.Rejected _ -> Optional.empty();
    };
  }

  private static String sentence(MeasuredRate measured, String what) {
    return switch (measured) {
      case MeasuredRate.Known(ErrorRate rate) ->
          rate.low() <= 0
              ? "Fewer than " + oneIn(rate.high()) + " " + what
              : "About " + oneIn(rate.rate()) + " " + what;
      case MeasuredRate.Published(double rate, String _) -> "About " + oneIn(rate) + " " + what;
      case MeasuredRate.AtLeast(double _, double rate, String _) ->
          "At least " + oneIn(rate) + " " + what;
      case MeasuredRate.NotMeasured _ ->
          "How many " + what.substring(0, what.length() - 1) + " was not measured.";
    };
  }

  /**
   * {@code 1 in 1,000}, to two significant digits; from 5 % on {@code 12 in 100}. Never none or all
   * by rounding alone.
   *
   * @param rate in [0, 1]
   */
  public static String oneIn(double rate) {
    if (!(rate > 0)) {
      return "none";
    }
    if (rate >= 1) {
      return "all";
    }
    if (rate >= COARSE) {
      return Math.min(99, Math.round(rate * 100)) + " in 100";
    }
    double times = 1 / rate;
    double magnitude = Math.pow(10, Math.max(0, Math.floor(Math.log10(times)) - 1));
    return String.format(
        Locale.ROOT, "1 in %,d", (long) (Math.round(times / magnitude) * magnitude));
  }

  /** What a doubt means for the person who asks. */
  public static String reason(Doubt doubt, Comparison.Decided compared) {
    return switch (doubt.kind()) {
      case AGE_NEAR_EDGE -> ageNearEdge(compared);
      case CHILD_SENIOR ->
          "Half a century lies between a child and a senior: too much of a face changes.";
      case CHILD -> child(compared);
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

  private static String ageNearEdge(Comparison.Decided compared) {
    boolean firstYounger = compared.first().age().years() <= compared.second().age().years();
    Comparison.Side younger = firstYounger ? compared.first() : compared.second();
    return "The "
        + (firstYounger ? "first" : "second")
        + " face looks about "
        + younger.age().wholeYears()
        + ". Babies can't be compared with adults; if the person was 5 or older, enter the age.";
  }

  static String child(Comparison.Decided compared) {
    double rate = compared.likeness().map(likeness -> likeness.children().least()).orElse(0.0);
    return "A child under 13 is in the photos, and "
        + oneIn(rate)
        + " pairs of different children pass this recognizer's threshold: alike does not mean the"
        + " same child.";
  }

  static String bestOf(int pairs) {
    return "Best of " + pairs + " pairs; more pairs make a chance match likelier.";
  }

  static Optional<String> leftOut(int faces, int photo) {
    return faces == 0
        ? Optional.empty()
        : Optional.of(
            (faces == 1 ? "1 more face" : faces + " more faces")
                + " in photo "
                + photo
                + (faces == 1 ? " was" : " were")
                + " not compared.");
  }

  static Optional<String> bystanders(int faces, int photo) {
    return faces == 0
        ? Optional.empty()
        : Optional.of(
            (faces == 1 ? "1 small face" : faces + " small faces")
                + " at the edge of photo "
                + photo
                + (faces == 1 ? " was" : " were")
                + " left aside.");
  }

  /** Why there is no false match rate. */
  static String rateUnknown(Comparison.Decided compared) {
    if (compared.likeness().isEmpty()) {
      return "No score was taken.";
    }
    if (compared.likeness().get().synthetic()) {
      return "A judgment has no measured false match rate.";
    }
    return switch (compared.errors().falseMatch()) {
      case MeasuredRate.AtLeast(double edge, double rate, String _) ->
          String.format(
              Locale.ROOT,
              "The score is below %.2f, the lowest that was measured; the rate there was %.2g.",
              edge,
              rate);
      case MeasuredRate.Published(double rate, String measuredOn) ->
          "Published as "
              + oneIn(rate)
              + ", without the number of comparisons ("
              + measuredOn
              + ").";
      case MeasuredRate.NotMeasured _ -> "Nothing was measured for this recognizer.";
      case MeasuredRate.Known _ -> "";
    };
  }
}
