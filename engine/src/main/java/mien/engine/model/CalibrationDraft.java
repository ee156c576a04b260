package mien.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mien.core.compare.Calibration;
import mien.core.compare.ErrorCurve;
import mien.core.compare.OperatingPoint;

/**
 * A calibration in the words in which {@code mien bench calibrate} prints it: a set, then its
 * points, then the next set. For one thread.
 */
final class CalibrationDraft {

  private final String detector;
  private final List<ErrorCurve> strangers = new ArrayList<>();
  private final List<Calibration.Group> groups = new ArrayList<>();
  private Optional<ErrorCurve> genuine = Optional.empty();
  private Optional<ErrorCurve> children = Optional.empty();
  private Set set = Set.STRANGERS;
  private String name = "";
  private String measuredOn = "";
  private final List<OperatingPoint> points = new ArrayList<>();

  private enum Set {
    STRANGERS,
    GROUP,
    CHILDREN,
    GENUINE
  }

  private CalibrationDraft(String detector) {
    this.detector = detector;
  }

  /** Curves that were measured on faces that a detector found, and aligned by its five points. */
  static CalibrationDraft with(String detector) {
    return new CalibrationDraft(detector);
  }

  CalibrationDraft lfw() {
    return begin(
        Set.STRANGERS,
        "lfw",
        "LFW: 3,811 photos of folds 1-5, each against those of all other people; faces by "
            + detector);
  }

  CalibrationDraft adults() {
    return begin(Set.STRANGERS, "adults", fairFace("180 adults, as many of each gender and age"));
  }

  CalibrationDraft women() {
    return begin(Set.GROUP, "women", fairFace("90 women of 20 and more"));
  }

  CalibrationDraft men() {
    return begin(Set.GROUP, "men", fairFace("90 men of 20 and more"));
  }

  CalibrationDraft children() {
    return begin(
        Set.CHILDREN,
        "children",
        "UTKFace: 108 children under 13, each against all others; faces by " + detector);
  }

  CalibrationDraft genuine() {
    return begin(
        Set.GENUINE,
        "genuine",
        "LFW: pairs of one person in folds 1-5, 6 known label errors left out; faces by "
            + detector);
  }

  /** Rates that others published. */
  static CalibrationDraft published(String measuredOn) {
    return new CalibrationDraft("").begin(Set.STRANGERS, "published", measuredOn);
  }

  private String fairFace(String people) {
    return "FairFace: " + people + ", each against all others; faces by " + detector;
  }

  /** A point worth so many independent comparisons. */
  CalibrationDraft at(double threshold, double rate, long comparisons) {
    points.add(OperatingPoint.of(threshold, rate, comparisons));
    return this;
  }

  /** A point of a source that does not say how many comparisons stand behind it. */
  CalibrationDraft at(double threshold, double rate) {
    points.add(new OperatingPoint(threshold, rate, OptionalLong.empty()));
    return this;
  }

  Calibration calibration() {
    end();
    return new Calibration(strangers, groups, genuine, children);
  }

  private CalibrationDraft begin(Set next, String nextName, String nextMeasuredOn) {
    end();
    set = next;
    name = nextName;
    measuredOn = nextMeasuredOn;
    return this;
  }

  private void end() {
    if (points.isEmpty()) {
      return;
    }
    ErrorCurve.Kind kind =
        set == Set.GENUINE ? ErrorCurve.Kind.FALSE_NON_MATCH : ErrorCurve.Kind.FALSE_MATCH;
    ErrorCurve curve = new ErrorCurve(kind, measuredOn, points);
    points.clear();
    switch (set) {
      case STRANGERS -> strangers.add(curve);
      case GROUP -> groups.add(new Calibration.Group(name, curve));
      case CHILDREN -> children = Optional.of(curve);
      case GENUINE -> genuine = Optional.of(curve);
    }
  }
}
