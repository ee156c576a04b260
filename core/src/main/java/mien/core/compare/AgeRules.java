package mien.core.compare;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which ages may be compared at all. A face changes most in the first years of life: an infant is
 * compared with infants and children only; every other pair is allowed. Symmetric.
 */
public final class AgeRules {

  private static final Set<AgeGroup> WITH_INFANTS = EnumSet.of(AgeGroup.INFANT, AgeGroup.CHILD);

  private AgeRules() {}

  /** What the rules say of two ages that are not known exactly. */
  public enum Ruling {
    /** The pair may be compared, whatever the true ages are. */
    ALLOWED,
    /** The pair may not be compared, whatever the true ages are. */
    REJECTED,
    /** The true ages may lie on both sides of an edge: the rules cannot tell. */
    UNCERTAIN
  }

  /** Whether faces of these groups may be compared. */
  public static boolean comparable(AgeGroup a, AgeGroup b) {
    return (a != AgeGroup.INFANT || WITH_INFANTS.contains(b))
        && (b != AgeGroup.INFANT || WITH_INFANTS.contains(a));
  }

  /** What the rules say when every age within the uncertainty counts. */
  public static Ruling ruling(AgeEstimate a, AgeEstimate b) {
    boolean allowed = false;
    boolean rejected = false;
    for (AgeGroup first : EnumSet.range(a.youngestGroup(), a.oldestGroup())) {
      for (AgeGroup second : EnumSet.range(b.youngestGroup(), b.oldestGroup())) {
        boolean comparable = comparable(first, second);
        allowed |= comparable;
        rejected |= !comparable;
      }
    }
    if (allowed && rejected) {
      return Ruling.UNCERTAIN;
    }
    return allowed ? Ruling.ALLOWED : Ruling.REJECTED;
  }

  /**
   * Whether the pair is allowed but far apart: a child against a senior. Half a century lies
   * between; a low score then says little.
   */
  public static boolean farApart(AgeGroup a, AgeGroup b) {
    return (a == AgeGroup.CHILD && b == AgeGroup.SENIOR)
        || (a == AgeGroup.SENIOR && b == AgeGroup.CHILD);
  }
}
