package mien.studio.compare;

import java.util.Optional;
import mien.core.compare.AgeGroup;
import mien.core.compare.ComparisonDecision;
import mien.json.Member;

/**
 * The answer of {@code /compare-faces}: a contract, to the letter. What a person must know beside
 * it (a part of a photo was sent elsewhere, a child is in it) stands in members of its own, which
 * are missing where there is nothing to say.
 */
sealed interface PlainAnswer {

  /** The faces were compared. */
  record Compared(
      @Member(flat = true) Ages ages,
      @Member(
              value = "Cosine.",
              within = {-1, 1})
          double similarityScore,
      @Member(within = {0, 1}) double confidence,
      @Member(words = {"same_person", "different_person"}) String result,
      @Member(flat = true) Words words)
      implements PlainAnswer {}

  /** The age rules forbade to compare. */
  record Rejected(
      @Member(flat = true) Ages ages,
      @Member(words = "rejected") String result,
      @Member(flat = true) Words words)
      implements PlainAnswer {}

  /** Of both persons. */
  record Ages(
      @Member("Years.") long age1,
      @Member("Years.") long age2,
      @Member(name = "age_group1") AgeGroup first,
      @Member(name = "age_group2") AgeGroup second) {}

  /** In words. */
  record Words(
      String message,
      @Member(value = "A part of a photo was sent elsewhere.", leftOut = true)
          Optional<Boolean> photoLeftMachine,
      @Member(value = "What to know beside the message.", leftOut = true)
          Optional<String> warning) {}

  /** Of what was decided. */
  static Record of(Comparison.Decided compared) {
    Ages ages =
        new Ages(
            compared.first().age().wholeYears(),
            compared.second().age().wholeYears(),
            compared.first().age().group(),
            compared.second().age().group());
    Words words =
        new Words(
            CompareWords.message(compared.decision()),
            compared.photoLeftMachine() ? Optional.of(true) : Optional.empty(),
            warning(compared));
    if (compared.likeness().isEmpty()) {
      return new Rejected(ages, "rejected", words);
    }
    Likeness likeness = compared.likeness().get();
    boolean same = ComparisonDecision.reaches(likeness.score(), likeness.threshold());
    return new Compared(
        ages,
        likeness.score(),
        ComparisonDecision.confidence(likeness.score(), likeness.threshold()),
        same ? "same_person" : "different_person",
        words);
  }

  private static Optional<String> warning(Comparison.Decided compared) {
    Optional<String> warning = CompareAnswer.warning(compared);
    if (!compared.childNotVouched()) {
      return warning;
    }
    String child = CompareWords.child(compared);
    return Optional.of(warning.map(text -> text + " " + child).orElse(child));
  }
}
