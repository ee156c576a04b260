package mien.studio.compare;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import mien.core.compare.AgeEstimate;
import mien.core.compare.AgeGroup;
import mien.core.compare.AgeRules;
import mien.core.compare.Doubt;
import mien.core.compare.Doubt.Kind;
import mien.engine.assess.FaceQuality;

/** What speaks against relying on a comparison. */
final class FaceDoubts {

  /**
   * Fewer pixels between the eyes than this were never measured: recognizers keep their accuracy
   * down to 24 (LFW at 150 x 150), and what lies below is mostly made up by enlarging.
   */
  static final double LEAST_EYE_DISTANCE = 20;

  /**
   * Measured on labeled photos: the least of 200 of LFW has 0.28, the least that was called sharp
   * 0.55; of 17 that were called blurred, 10 lie below this line.
   */
  static final double LEAST_SHARPNESS = 0.2;

  /** 0.2 is a nose that points 60 degrees away from the camera. */
  static final double LEAST_FRONTAL = 0.2;

  private static final double DAYS_OF_YEAR = 365.25;

  /** Two ages are whole years and dates are days: so much they may differ by counting alone. */
  private static final double COUNTING = 1;

  private FaceDoubts() {}

  /** Doubts about the picture of one face. */
  static List<Doubt> ofPicture(FaceQuality quality, int photo) {
    List<Doubt> doubts = new ArrayList<>();
    if (quality.eyeDistancePixels() < LEAST_EYE_DISTANCE) {
      doubts.add(Doubt.of(Kind.TOO_SMALL, photo));
    }
    if (quality.sharpness() < LEAST_SHARPNESS) {
      doubts.add(Doubt.of(Kind.BLURRED, photo));
    }
    if (quality.frontal().orElse(1) < LEAST_FRONTAL) {
      doubts.add(Doubt.of(Kind.TURNED, photo));
    }
    return doubts;
  }

  /** Doubts that the two ages raise, as far as the pair may be compared at all. */
  static List<Doubt> ofAges(AgeEstimate first, AgeEstimate second) {
    List<Doubt> doubts = new ArrayList<>();
    switch (AgeRules.ruling(first, second)) {
      case ALLOWED, REJECTED -> {}
      case UNCERTAIN -> doubts.add(Doubt.ofBoth(Kind.AGE_NEAR_EDGE));
    }
    if (AgeRules.farApart(first.group(), second.group())) {
      doubts.add(Doubt.ofBoth(Kind.CHILD_SENIOR));
    }
    return doubts;
  }

  /** Whether a child under 13 is in the pair, as known or estimated. */
  static boolean child(AgeEstimate first, AgeEstimate second) {
    return first.wholeYears() < AgeGroup.TEEN.youngest()
        || second.wholeYears() < AgeGroup.TEEN.youngest();
  }

  /**
   * Whether one person cannot have both ages at both dates, however far the ages are off within
   * their uncertainty.
   */
  static boolean contradict(
      AgeEstimate first, LocalDate firstDate, AgeEstimate second, LocalDate secondDate) {
    double passed = ChronoUnit.DAYS.between(firstDate, secondDate) / DAYS_OF_YEAR;
    double grown = second.years() - first.years();
    return Math.abs(grown - passed)
        > first.uncertaintyYears() + second.uncertaintyYears() + COUNTING;
  }
}
