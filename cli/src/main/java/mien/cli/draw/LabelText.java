package mien.cli.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mien.core.face.HeadPose;
import mien.engine.AnalyzedFace;
import mien.engine.assess.AgeGender;
import mien.engine.assess.EyeOpen;
import mien.engine.assess.EyesOpen;
import mien.engine.assess.Gender;
import mien.engine.assess.Liveness;

/** The words beside a face: more of them where there is room. */
final class LabelText {

  private LabelText() {}

  /**
   * Lines, the most important one first.
   *
   * @param number of the face, from 1, as in the table
   * @param most how many lines there is room for, at least 1
   */
  static List<String> of(int number, AnalyzedFace face, int most) {
    if (most == 1) {
      return List.of(number + face.ageGender().map(LabelText::brief).orElse(""));
    }
    List<String> lines = new ArrayList<>();
    lines.add(number + face.ageGender().map(LabelText::full).orElse(""));
    String state = state(face);
    if (!state.isEmpty()) {
      lines.add(state);
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "score %.2f · quality %.2f",
            face.detection().score(),
            face.quality().overall()));
    face.head().map(head -> angles(head.pose())).ifPresent(lines::add);
    return lines.subList(0, Math.min(most, lines.size()));
  }

  private static String brief(AgeGender guess) {
    return " · " + Math.round(guess.ageYears()) + (guess.gender() == Gender.FEMALE ? " f" : " m");
  }

  private static String full(AgeGender guess) {
    String gender = guess.gender() == Gender.FEMALE ? "female" : "male";
    return " · " + gender + ", about " + Math.round(guess.ageYears());
  }

  private static String state(AnalyzedFace face) {
    List<String> words = new ArrayList<>();
    face.eyes().map(EyesOpen::face).map(LabelText::eyes).ifPresent(words::add);
    if (face.live().orElse(null) instanceof Liveness.Measured(double live)) {
      words.add(String.format(Locale.ROOT, live >= 0.5 ? "live %.2f" : "spoof? %.2f", live));
    }
    return String.join(" · ", words);
  }

  private static String eyes(EyeOpen eyes) {
    return switch (eyes) {
      case EyeOpen.Measured(double open) -> open >= 0.5 ? "eyes open" : "eyes closed";
      case EyeOpen.Unknown _ -> "eyes unknown";
    };
  }

  private static String angles(HeadPose pose) {
    return "pitch "
        + angle(pose.pitchDegrees())
        + " · yaw "
        + angle(pose.yawDegrees())
        + " · roll "
        + angle(pose.rollDegrees());
  }

  private static String angle(double degrees) {
    long rounded = Math.round(degrees);
    return (rounded > 0 ? "+" : rounded < 0 ? "\u2212" : "") + Math.abs(rounded) + "°";
  }
}
