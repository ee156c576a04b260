package mien.core.compare;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was measured about one score.
 *
 * @param falseMatch how often different people reach it: the worst of the sets of strangers
 * @param strangers each set of strangers whose rate is known, as the card lists them
 * @param worstGroup the group of people in which different people reach it most often
 * @param falseNonMatch how often two pictures of one person stay below it
 */
public record ScoreErrors(
    MeasuredRate falseMatch,
    List<ErrorRate> strangers,
    Optional<GroupRate> worstGroup,
    MeasuredRate falseNonMatch) {

  /** Nothing was measured. */
  public static final ScoreErrors UNKNOWN =
      new ScoreErrors(
          new MeasuredRate.NotMeasured(),
          List.of(),
          Optional.empty(),
          new MeasuredRate.NotMeasured());

  /**
   * A false match rate within a group.
   *
   * @param group its name in answers
   * @param rate among pairs of different people of the group
   */
  public record GroupRate(String group, ErrorRate rate) {
    /** Refuses null. */
    public GroupRate {
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(rate, "rate");
    }
  }

  /** Copies. */
  public ScoreErrors {
    Objects.requireNonNull(falseMatch, "falseMatch");
    Objects.requireNonNull(falseNonMatch, "falseNonMatch");
    strangers = List.copyOf(strangers);
  }

  /** The same if the best of several pairs is taken, as {@link ErrorRate#bestOf}. */
  public ScoreErrors bestOf(int pairs) {
    return new ScoreErrors(
        falseMatch.bestOf(pairs),
        strangers.stream().map(rate -> rate.bestOf(pairs)).toList(),
        worstGroup.map(worst -> new GroupRate(worst.group(), worst.rate().bestOf(pairs))),
        falseNonMatch);
  }
}
