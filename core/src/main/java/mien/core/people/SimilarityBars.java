package mien.core.people;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.compare.Calibration;

/**
 * From which similarity on faces are put together, for one recognizer and one size of library.
 *
 * <p>The two thresholds are rates of strangers, not similarities that were chosen: the caller takes
 * them from the recognizer's card, or the user's settings. The rate is one of pairs, and a face
 * meets all the others, so in a larger library the same threshold brings more strangers to each
 * face: {@link #forFaces} raises both, along the tail that the card shows.
 *
 * @param suggest at and above it a person may be suggested; in [-1, 1], at most {@code assign}
 * @param assign at and above it two faces are one person; in [-1, 1]
 * @param perDecade by how much a threshold rises for a tenth of the strangers; 0 or more
 */
public record SimilarityBars(double suggest, double assign, double perDecade) {

  /** Share of strangers' pairs that may reach {@code assign}. */
  public static final double ASSIGN_RATE = 1e-5;

  /** Share of strangers' pairs that may reach {@code suggest}. */
  public static final double SUGGEST_RATE = 1e-3;

  /** How many strangers over {@code assign} a face may meet before the threshold rises. */
  private static final double STRANGERS_A_FACE = 0.05;

  /**
   * A face joins a group of three at half a decade less, two groups unite at half a decade more.
   */
  private static final double STEP = 0.5;

  /** Refuses what is no pair of thresholds. */
  public SimilarityBars {
    if (!(suggest >= -1 && suggest <= assign && assign <= 1) || !(perDecade >= 0)) {
      throw new IllegalArgumentException(
          "thresholds must be -1 <= suggest <= assign <= 1 and rise by 0 or more, but were "
              + suggest
              + ", "
              + assign
              + " and "
              + perDecade);
    }
  }

  /**
   * The thresholds of a card, for a small library: of the sets of strangers that are large enough
   * to show a rate, the strictest counts. A set too small to show 1 in 100,000 has no say here.
   *
   * @return empty where no set shows the rate of {@code assign}; the user must give thresholds then
   */
  public static Optional<SimilarityBars> of(Calibration card) {
    OptionalDouble assign = strictest(card, ASSIGN_RATE);
    OptionalDouble tenfold = strictest(card, 10 * ASSIGN_RATE);
    OptionalDouble suggest = strictest(card, SUGGEST_RATE);
    if (assign.isEmpty() || tenfold.isEmpty() || suggest.isEmpty()) {
      return Optional.empty();
    }
    double top = assign.getAsDouble();
    double low = Math.min(top, suggest.getAsDouble());
    return Optional.of(new SimilarityBars(low, top, Math.max(0, top - tenfold.getAsDouble())));
  }

  private static OptionalDouble strictest(Calibration card, double rate) {
    List<OptionalDouble> shown =
        card.strangers().stream().map(curve -> curve.threshold(rate)).toList();
    return shown.stream().flatMapToDouble(OptionalDouble::stream).max();
  }

  /** The same for a library of so many faces. */
  public SimilarityBars forFaces(int faces) {
    double decades = Math.max(0, Math.log10(faces * ASSIGN_RATE / STRANGERS_A_FACE));
    double rise = perDecade * decades;
    return new SimilarityBars(Math.min(1, suggest + rise), Math.min(1, assign + rise), perDecade);
  }

  /** From where on a face joins a group that already has three: the least that is ever asked. */
  public double join() {
    return assign - STEP * perDecade;
  }

  /**
   * What two groups must reach to become one.
   *
   * @param smaller faces of the smaller group
   * @param larger faces of the larger one
   */
  double bar(int smaller, int larger) {
    if (larger < 3) {
      return assign;
    }
    return smaller < 3 ? join() : Math.min(1, assign + STEP * perDecade);
  }
}
