package mien.studio.compare;

import mien.core.compare.ComparisonDecision;
import mien.studio.http.Answer;
import mien.studio.json.Json;

/**
 * The answer of {@code /compare-faces}: a contract, to the letter. It has no member for a warning,
 * so what a person must know (a part of a photo was sent elsewhere, the score is a judgement)
 * follows the message; with the local provider there is nothing to say.
 */
final class PlainAnswer {

  private PlainAnswer() {}

  static Answer of(Comparison.Decided compared) {
    return Answer.json(
        out -> {
          ages(out, compared);
          if (compared.likeness().isEmpty()) {
            out.text("result", "rejected").text("message", message(compared));
            return;
          }
          Likeness likeness = compared.likeness().get();
          boolean same = ComparisonDecision.reaches(likeness.score(), likeness.threshold());
          out.exact("similarity_score", likeness.score())
              .exact(
                  "confidence",
                  ComparisonDecision.confidence(likeness.score(), likeness.threshold()))
              .text("result", same ? "same_person" : "different_person")
              .text("message", message(compared));
        });
  }

  private static String message(Comparison.Decided compared) {
    String message = CompareWords.message(compared.decision());
    return compared.warnings().isEmpty()
        ? message
        : message + ". " + String.join(" ", compared.warnings());
  }

  private static void ages(Json out, Comparison.Decided compared) {
    out.whole("age1", compared.first().age().wholeYears())
        .whole("age2", compared.second().age().wholeYears())
        .text("age_group1", compared.first().age().group().label())
        .text("age_group2", compared.second().age().group().label());
  }
}
