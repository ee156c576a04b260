package mien.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.cli.terminal.TextTable;
import mien.cli.terminal.TextTable.Cell;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.Doubt;
import mien.core.compare.ErrorRate;
import mien.core.compare.MeasuredRate;
import mien.core.face.Box;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.model.ModelCard;
import mien.studio.compare.CompareWords;
import mien.studio.compare.Comparison;
import mien.studio.compare.Comparison.Decided;
import mien.studio.compare.Comparison.Side;

/** A comparison in sentences: the verdict, the error that matters, then the details. */
final class ComparisonText {

  private ComparisonText() {}

  static List<String> lines(
      List<String> files, Comparison compared, List<ModelCard> models, Ink ink) {
    return switch (compared) {
      case Decided decided -> decided(files, decided, models, ink);
      case Comparison.NoFace _ -> List.of(ink.warning("Can't tell: ") + why(files, compared));
      case Comparison.SeveralFaces several -> {
        List<String> lines = new ArrayList<>();
        lines.add(ink.warning("Can't tell: ") + why(files, compared));
        for (int i = 0; i < several.faces().faces().size(); i++) {
          lines.add("  " + (i + 1) + "  " + where(several.faces().faces().get(i)));
        }
        yield lines;
      }
    };
  }

  /** Why there is no decision, in one sentence. */
  static String why(List<String> files, Comparison compared) {
    return switch (compared) {
      case Comparison.NoFace(int photo) ->
          "no face was found in " + SafeText.of(files.get(photo - 1)) + ".";
      case Comparison.SeveralFaces(int photo, PhotoFaces faces) ->
          SafeText.of(files.get(photo - 1))
              + " shows "
              + faces.faces().size()
              + " faces; say which one is meant with --face"
              + photo
              + " N, or give --select largest.";
      case Decided _ -> throw new IllegalArgumentException("a decision needs no excuse");
    };
  }

  private static List<String> decided(
      List<String> files, Decided decided, List<ModelCard> models, Ink ink) {
    List<String> lines = new ArrayList<>();
    lines.add(colored(decided.decision(), ink));
    switch (decided.decision()) {
      case ComparisonDecision.Inconclusive(List<Doubt> doubts) ->
          doubts.forEach(doubt -> lines.add(reason(files, doubt, decided)));
      case ComparisonDecision.Same _,
          ComparisonDecision.Different _,
          ComparisonDecision.Rejected _ -> {}
    }
    CompareWords.keyFigure(decided).ifPresent(lines::add);
    decided.warnings().forEach(warning -> lines.add(ink.warning(warning)));
    lines.add("");
    lines.addAll(details(files, decided, models));
    return lines;
  }

  private static String colored(ComparisonDecision decision, Ink ink) {
    String words = CompareWords.message(decision);
    return switch (decision) {
      case ComparisonDecision.Same _ -> ink.good(words);
      case ComparisonDecision.Different _ -> ink.bad(words);
      case ComparisonDecision.Inconclusive _, ComparisonDecision.Rejected _ -> ink.warning(words);
    };
  }

  private static String reason(List<String> files, Doubt doubt, Decided decided) {
    String words = CompareWords.reason(doubt, decided);
    return doubt.photo().isEmpty()
        ? words
        : SafeText.of(files.get(doubt.photo().getAsInt() - 1)) + ": " + words;
  }

  private static List<String> details(List<String> files, Decided decided, List<ModelCard> models) {
    TextTable table = new TextTable();
    decided
        .likeness()
        .ifPresent(
            likeness ->
                row(
                    table,
                    "similarity",
                    String.format(
                        Locale.ROOT,
                        "%.4f, threshold %.4f",
                        likeness.score(),
                        likeness.threshold())));
    decided.errors().strangers().forEach(rate -> row(table, "strangers", measured(rate)));
    decided
        .errors()
        .worstGroup()
        .ifPresent(
            worst -> row(table, "worst group", worst.group() + ", " + measured(worst.rate())));
    missed(decided).ifPresent(rate -> row(table, "one person", measured(rate)));
    row(table, shortName(files.getFirst()), side(decided.first()));
    row(table, shortName(files.getLast()), side(decided.second()));
    row(
        table,
        "models",
        models.stream().map(card -> card.id().value()).collect(Collectors.joining(", ")));
    return table.lines("  ");
  }

  /** Without its folders, so that a long path does not push the column aside. */
  private static String shortName(String file) {
    return SafeText.of(file.substring(file.lastIndexOf('/') + 1));
  }

  private static void row(TextTable table, String name, String text) {
    table.row(Cell.of(name), Cell.of(text));
  }

  /** Of a high score it says nothing to a person who reads. */
  private static Optional<ErrorRate> missed(Decided decided) {
    return !(decided.decision() instanceof ComparisonDecision.Same)
            && decided.errors().falseNonMatch() instanceof MeasuredRate.Known(ErrorRate rate)
        ? Optional.of(rate)
        : Optional.empty();
  }

  private static String measured(ErrorRate rate) {
    return CompareWords.oneIn(rate.rate())
        + " (95 %: "
        + CompareWords.oneIn(rate.low())
        + " to "
        + CompareWords.oneIn(rate.high())
        + "), "
        + rate.measuredOn();
  }

  private static String side(Side side) {
    int faces = side.photo().faces().size();
    return (faces == 1 ? "1 face, " : "face " + (side.chosen() + 1) + " of " + faces + ", ")
        + where(side.face())
        + ", age "
        + (side.ageKnown() ? "" : "about ")
        + side.age().wholeYears();
  }

  private static String where(AnalyzedFace face) {
    Box box = face.detection().box();
    return String.format(
        Locale.ROOT,
        "box %d %d %d %d",
        Math.round(box.x1()),
        Math.round(box.y1()),
        Math.round(box.x2()),
        Math.round(box.y2()));
  }
}
