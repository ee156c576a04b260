package mien.studio.compare;

import java.util.Optional;
import mien.core.compare.ComparisonDecision;
import mien.json.Json;
import mien.studio.http.Answer;

/**
 * The answer of {@code /compare-faces}: a contract, to the letter. What a person must know beside
 * it (a part of a photo was sent elsewhere, a child is in it) stands in members of its own, which
 * are missing where there is nothing to say.
 */
final class PlainAnswer {

  private PlainAnswer() {}

  static Answer of(Comparison.Decided compared) {
    return Answer.json(
        out -> {
          ages(out, compared);
          if (compared.likeness().isPresent()) {
            Likeness likeness = compared.likeness().get();
            boolean same = ComparisonDecision.reaches(likeness.score(), likeness.threshold());
            out.exact("similarity_score", likeness.score())
                .exact(
                    "confidence",
                    ComparisonDecision.confidence(likeness.score(), likeness.threshold()))
                .text("result", same ? "same_person" : "different_person");
          } else {
            out.text("result", "rejected");
          }
          out.text("message", CompareWords.message(compared.decision()));
          if (compared.photoLeftMachine()) {
            out.flag("photo_left_machine", true);
          }
          warning(compared).ifPresent(text -> out.text("warning", text));
        });
  }

  private static Optional<String> warning(Comparison.Decided compared) {
    Optional<String> warning = CompareAnswer.warning(compared);
    if (!compared.childNotVouched()) {
      return warning;
    }
    String child = CompareWords.child(compared);
    return Optional.of(warning.map(text -> text + " " + child).orElse(child));
  }

  private static void ages(Json out, Comparison.Decided compared) {
    out.whole("age1", compared.first().age().wholeYears())
        .whole("age2", compared.second().age().wholeYears())
        .text("age_group1", compared.first().age().group().label())
        .text("age_group2", compared.second().age().group().label());
  }
}
