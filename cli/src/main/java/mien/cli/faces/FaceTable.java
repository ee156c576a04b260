package mien.cli.faces;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.cli.settings.Words;
import mien.cli.terminal.Amounts;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.core.MienException;
import mien.core.face.Box;
import mien.core.face.HeadPose;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.AgeGender;
import mien.engine.assess.EyeOpen;
import mien.engine.assess.EyesOpen;
import mien.engine.assess.HeadFit;
import mien.engine.assess.Liveness;

/**
 * What was found, for a person: one line per photo, one line per face below it. The columns have
 * fixed widths, because the first photo is printed before the last one is known.
 */
final class FaceTable {

  private static final String ROW = "%5s  %6s %6s %6s %6s  %5s  %3s  %-6s  %5s %5s %5s  %-18s  %7s";
  private static final String NONE = "-";

  private final Ink ink;
  private final boolean liveness;
  private boolean headed;

  /**
   * An empty table.
   *
   * @param liveness whether it has the column: it was asked for
   */
  FaceTable(Ink ink, boolean liveness) {
    this.ink = ink;
    this.liveness = liveness;
  }

  /** The lines of a photo that was read; the column heads come before the first face. */
  List<String> photo(String name, PhotoFaces photo) {
    List<String> lines = new ArrayList<>();
    if (!headed && !photo.faces().isEmpty()) {
      headed = true;
      lines.add(ink.faint(heads()));
    }
    int count = photo.faces().size();
    String faces = faces(count, photo.facesLeftOut());
    String size = photo.width() + " x " + photo.height();
    String cut =
        photo.incomplete() ? ink.bad("  incomplete: " + photo.integrity().description()) : "";
    lines.add(ink.strong(SafeText.of(name)) + ink.faint("  " + size + "  ") + faces + cut);
    for (int i = 0; i < count; i++) {
      lines.add(row(i + 1, photo.faces().get(i)));
    }
    return lines;
  }

  /** The line of a photo that was refused. */
  String refusal(String name, MienException why) {
    String sentence = SafeText.of(String.valueOf(why.getMessage()));
    return ink.strong(SafeText.of(name)) + "  " + ink.bad("refused: ") + sentence;
  }

  /** {@code no face}, {@code 3 faces}, or {@code 20 of 101 faces (--max-faces)}. */
  private static String faces(int count, int leftOut) {
    if (leftOut > 0) {
      return count + " of " + Amounts.count(count + leftOut, "face", "faces") + " (--max-faces)";
    }
    return count == 0 ? "no face" : Amounts.count(count, "face", "faces");
  }

  private String heads() {
    return format(
        "live", "face", "left", "top", "right", "bottom", "score", "age", "gender", "pitch", "yaw",
        "roll", "eyes", "quality");
  }

  private String row(int number, AnalyzedFace face) {
    Box box = face.detection().box();
    Optional<HeadPose> pose = face.head().map(HeadFit::pose);
    Optional<AgeGender> guess = face.ageGender();
    return format(
        face.live().map(FaceTable::live).orElse(NONE),
        Integer.toString(number),
        whole(box.x1()),
        whole(box.y1()),
        whole(box.x2()),
        whole(box.y2()),
        share(face.detection().score()),
        guess.map(g -> whole(g.ageYears())).orElse(NONE),
        guess.map(g -> Words.of(g.gender())).orElse(NONE),
        pose.map(p -> degrees(p.pitchDegrees())).orElse(NONE),
        pose.map(p -> degrees(p.yawDegrees())).orElse(NONE),
        pose.map(p -> degrees(p.rollDegrees())).orElse(NONE),
        face.eyes().map(EyesOpen::face).map(FaceTable::eyes).orElse(NONE),
        share(face.quality().overall()));
  }

  /** {@code open 0.97}, {@code closed (0.04 open)}, or why it cannot be judged. */
  static String eyes(EyeOpen eyes) {
    return switch (eyes) {
      case EyeOpen.Measured(double open) ->
          open >= 0.5 ? "open " + share(open) : "closed (" + share(open) + " open)";
      case EyeOpen.Unknown(EyeOpen.Reason why) ->
          switch (why) {
            case TURNED -> "(turned)";
            case TOO_SMALL -> "(small)";
            case COVERED -> "(covered)";
            case UNCERTAIN -> "(unsure)";
          };
    };
  }

  /** {@code live 0.98}, {@code spoof? (0.33 live)}, or why it cannot be judged. */
  static String live(Liveness live) {
    return switch (live) {
      case Liveness.Measured(double p) ->
          p >= 0.5 ? "live " + share(p) : "spoof? (" + share(p) + " live)";
      case Liveness.Unknown(Liveness.Reason why) ->
          switch (why) {
            case TOO_SMALL -> "(small)";
            case NO_SURROUNDINGS -> "(cut off)";
          };
    };
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String degrees(double value) {
    long rounded = Math.round(value);
    return rounded > 0 ? "+" + rounded : Long.toString(rounded);
  }

  /** The cells of a row, after the one of liveness, which stands last if it stands at all. */
  private String format(String live, String... cells) {
    String row = String.format(Locale.ROOT, ROW, (Object[]) cells);
    return (liveness ? row + "  " + live : row).stripTrailing();
  }
}
