package mien.studio.compare;

import java.util.OptionalDouble;
import mien.core.MienException;
import mien.core.compare.Calibration;
import mien.engine.model.ModelCard;

/** From which score two faces are one person: for every door of this slice the same. */
public sealed interface ThresholdRule {

  /** The contract's number, or the card's where the contract's lets too many strangers pass. */
  record Contract() implements ThresholdRule {}

  /**
   * Where the card says that so many strangers pass.
   *
   * @param falseMatchRate in (0, 1)
   */
  record Rate(double falseMatchRate) implements ThresholdRule {
    /** Refuses what is no rate. */
    public Rate {
      if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
        throw new IllegalArgumentException(
            "a false match rate is above 0 and below 1, but was " + falseMatchRate);
      }
    }
  }

  /**
   * A number, whatever the card says.
   *
   * @param score in (-1, 1)
   */
  record Fixed(double score) implements ThresholdRule {
    /** Refuses a threshold off the scale. */
    public Fixed {
      if (!(score > -1 && score < 1)) {
        throw new IllegalArgumentException("a threshold is above -1 and below 1, but was " + score);
      }
    }
  }

  /**
   * The threshold of a recognizer.
   *
   * @throws MienException USER {@code usage.false-match-rate} if its card shows no rate that low
   */
  default double of(ModelCard card) {
    Calibration calibration = card.calibration();
    return switch (this) {
      case Contract() ->
          calibration.thresholdUnlessLoose(CompareContract.THRESHOLD, CompareContract.RATE);
      case Fixed(double score) -> score;
      case Rate(double rate) -> calibration.threshold(rate).orElseThrow(() -> notShown(card, rate));
    };
  }

  private static MienException notShown(ModelCard card, double rate) {
    OptionalDouble lowest = card.calibration().lowestRate();
    return new MienException(
        CompareFault.USAGE_FALSE_MATCH_RATE,
        lowest.isEmpty()
            ? "No false match rate was measured for "
                + card.id()
                + ": leave the rate out, or choose another recognizer."
            : "A false match rate of "
                + CompareWords.oneIn(rate)
                + " was not measured for "
                + card.id()
                + "; the lowest is "
                + CompareWords.oneIn(lowest.getAsDouble())
                + ".");
  }
}
