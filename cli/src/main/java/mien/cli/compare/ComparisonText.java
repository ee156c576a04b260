package mien.cli.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.cli.terminal.TextTable;
import mien.cli.terminal.TextTable.Cell;
import mien.core.face.Box;
import mien.core.face.ModelId;
import mien.engine.model.OperatingPoint;

/** A comparison in sentences. */
final class ComparisonText {

  private ComparisonText() {}

  /** What is printed: both photos, the decision, and what the score stands for. */
  static List<String> lines(
      FaceChoice a, FaceChoice b, Comparison comparison, ModelId recogniser, Ink ink) {
    TextTable table = new TextTable();
    for (FaceChoice choice : List.of(a, b)) {
      table.row(Cell.of(SafeText.of(choice.name()), ink::strong), Cell.of(found(choice)));
    }
    List<String> lines = new ArrayList<>(table.lines(""));
    lines.addAll(
        switch (comparison) {
          case Comparison.Decided decided -> decided(decided, recogniser, ink);
          case Comparison.NoThreshold(double similarity, Optional<OperatingPoint> strictest) ->
              List.of(
                  ink.warning("No decision")
                      + String.format(Locale.ROOT, ": the similarity is %.4f, but ", similarity)
                      + strictest
                          .map(
                              point ->
                                  "the strictest false match rate that was measured for "
                                      + recogniser
                                      + " is "
                                      + percent(point.falseMatchRate())
                                      + "; ask for that with --false-match-rate.")
                          .orElse("no false match rate is known for " + recogniser + "."));
          case Comparison.NoFace(List<String> names) ->
              List.of(
                  ink.warning("No decision")
                      + ": no face was found in "
                      + SafeText.of(String.join(" and in ", names))
                      + ".");
        });
    return lines;
  }

  private static List<String> decided(Comparison.Decided decided, ModelId recogniser, Ink ink) {
    String verdict = decided.same() ? ink.good("Same person") : ink.bad("Different people");
    return List.of(
        String.format(
            Locale.ROOT,
            "%s: the similarity is %.4f, %s the threshold %.4f of %s (false match rate %s).",
            verdict,
            decided.similarity(),
            decided.same() ? "at or above" : "below",
            decided.at().threshold(),
            recogniser,
            percent(decided.at().falseMatchRate())),
        decided
            .reached()
            .map(ComparisonText::standsFor)
            .orElse("The score is below every threshold that was measured."));
  }

  private static String standsFor(OperatingPoint point) {
    String measured = ". Measured on " + point.measuredOn() + ".";
    return point.falseMatchRate() == 0
        ? "No two different people reached this score" + measured
        : "At most "
            + percent(point.falseMatchRate())
            + " of different people reach this score"
            + measured;
  }

  private static String found(FaceChoice choice) {
    int count = choice.photo().faces().size();
    if (choice.chosen().isEmpty()) {
      return "no face";
    }
    Box box = choice.chosen().get().detection().box();
    String where =
        String.format(
            Locale.ROOT,
            "box %d %d %d %d",
            Math.round(box.x1()),
            Math.round(box.y1()),
            Math.round(box.x2()),
            Math.round(box.y2()));
    return count == 1 ? "1 face, " + where : count + " faces, the largest is compared: " + where;
  }

  /** {@code 0.1 %}, {@code 0.033 %}. */
  static String percent(double share) {
    BigDecimal rounded = BigDecimal.valueOf(share * 100).round(new MathContext(2));
    return rounded.stripTrailingZeros().toPlainString() + " %";
  }
}
