package mien.core.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What was measured about a recognizer's scores, as its card has it.
 *
 * @param strangers false match rates between different people, one curve for each data set; a
 *     threshold must hold on all of them
 * @param groups the same within groups of people that are large enough to say something
 * @param genuine false non-match rates between pictures of one person
 * @param children false match rates between different children under 13
 */
public record Calibration(
    List<ErrorCurve> strangers,
    List<Group> groups,
    Optional<ErrorCurve> genuine,
    Optional<ErrorCurve> children) {

  /** Nothing was measured. */
  public static final Calibration NONE =
      new Calibration(List.of(), List.of(), Optional.empty(), Optional.empty());

  /**
   * A group of people.
   *
   * @param name in answers: {@code women}
   * @param curve false match rates between different people of the group
   */
  public record Group(String name, ErrorCurve curve) {}

  /** Copies; refuses a curve of the other error. */
  public Calibration {
    strangers = List.copyOf(strangers);
    groups = List.copyOf(groups);
    strangers.forEach(curve -> require(curve, ErrorCurve.Kind.FALSE_MATCH));
    groups.forEach(group -> require(group.curve(), ErrorCurve.Kind.FALSE_MATCH));
    children.ifPresent(curve -> require(curve, ErrorCurve.Kind.FALSE_MATCH));
    genuine.ifPresent(curve -> require(curve, ErrorCurve.Kind.FALSE_NON_MATCH));
  }

  /** What was measured about a score. */
  public ScoreErrors at(double score) {
    List<MeasuredRate> rates = strangers.stream().map(curve -> curve.at(score)).toList();
    return new ScoreErrors(
        rates.stream()
            .max(Comparator.comparingDouble(MeasuredRate::least))
            .orElseGet(MeasuredRate.NotMeasured::new),
        rates.stream().flatMap(rate -> known(rate).stream()).toList(),
        groups.stream()
            .flatMap(
                group ->
                    known(group.curve().at(score))
                        .map(rate -> new ScoreErrors.GroupRate(group.name(), rate))
                        .stream())
            .max(Comparator.comparingDouble(group -> group.rate().rate())),
        genuine.map(curve -> curve.at(score)).orElseGet(MeasuredRate.NotMeasured::new));
  }

  /**
   * The threshold that holds a false match rate on every set of strangers. A set that is too small
   * to show such a rate has its highest measured threshold counted.
   *
   * @param rate in (0, 1)
   * @return empty where no set shows a rate that low
   */
  public OptionalDouble threshold(double rate) {
    List<OptionalDouble> shown = strangers.stream().map(curve -> curve.threshold(rate)).toList();
    if (shown.stream().noneMatch(OptionalDouble::isPresent)) {
      return OptionalDouble.empty();
    }
    return IntStream.range(0, shown.size())
        .mapToDouble(i -> shown.get(i).orElse(strangers.get(i).rarest().threshold()))
        .max();
  }

  /** The lowest false match rate that was measured on any set; empty where none was. */
  public OptionalDouble lowestRate() {
    return strangers.stream().mapToDouble(curve -> curve.rarest().claimed()).min();
  }

  /**
   * A threshold that is fixed elsewhere, unless it was measured that more than {@code rate} of the
   * strangers of any set reach it: then {@link #threshold} for that rate.
   *
   * @param fixed where nothing speaks against it
   * @param rate in (0, 1)
   */
  public double thresholdUnlessLoose(double fixed, double rate) {
    if (strangers.stream().noneMatch(curve -> lets(curve.at(fixed), rate))) {
      return fixed;
    }
    // Where none is strict enough, the strictest that there is.
    return threshold(rate)
        .orElseGet(
            () ->
                strangers.stream()
                    .mapToDouble(curve -> curve.rarest().threshold())
                    .max()
                    .orElse(fixed));
  }

  /** Below everything that was measured more pass than there, where the rate is met already. */
  private static boolean lets(MeasuredRate measured, double rate) {
    return switch (measured) {
      case MeasuredRate.AtLeast(double _, double there, String _) -> there >= rate;
      case MeasuredRate.Known _, MeasuredRate.Published _, MeasuredRate.NotMeasured _ ->
          measured.least() > rate;
    };
  }

  /** How often two different children under 13 reach a score. */
  public MeasuredRate childrenAt(double score) {
    return children.map(curve -> curve.at(score)).orElseGet(MeasuredRate.NotMeasured::new);
  }

  private static Optional<ErrorRate> known(MeasuredRate measured) {
    return switch (measured) {
      case MeasuredRate.Known(ErrorRate rate) -> Optional.of(rate);
      case MeasuredRate.Published _, MeasuredRate.AtLeast _, MeasuredRate.NotMeasured _ ->
          Optional.empty();
    };
  }

  private static void require(ErrorCurve curve, ErrorCurve.Kind kind) {
    if (curve.kind() != kind) {
      throw new IllegalArgumentException("expected a curve of " + kind + " here");
    }
  }
}
