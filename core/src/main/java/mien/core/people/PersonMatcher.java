package mien.core.people;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Decides whose a face is from how near it is to the exemplars of people.
 *
 * <p>A person is as near as the nearest of their exemplars. The best of many is higher by chance,
 * so the bar rises by half of {@link SimilarityBars#perDecade} for ten times the exemplars: half,
 * because faces of one person are alike, and are near to a stranger together or not at all. And a
 * face that another person is nearly as near to is not assigned but asked about: "nearly" is within
 * the step of one decade, inside which the other would be a stranger at most ten times as often.
 */
public final class PersonMatcher {

  private static final int MOST_SUGGESTIONS = 5;

  private final SimilarityBars bars;
  private final PeopleRules rules;
  private final double margin;

  /** With thresholds for as many faces as the people have exemplars. */
  public PersonMatcher(SimilarityBars bars, PeopleRules rules) {
    this(bars, rules, bars.perDecade());
  }

  /**
   * The same with a margin of one's own.
   *
   * @param margin how much nearer than any other person the assigned one must be; 0 or more
   */
  public PersonMatcher(SimilarityBars bars, PeopleRules rules, double margin) {
    if (!(margin >= 0)) {
      throw new IllegalArgumentException("margin must be 0 or more, but was " + margin);
    }
    this.bars = bars;
    this.rules = rules;
    this.margin = margin;
  }

  /**
   * Whose a face is.
   *
   * @param near likenesses in any order; of one person the highest counts
   */
  public PersonMatch match(LibraryFace face, List<PersonMatch.Likeness> near) {
    return match(face, near, Set.of());
  }

  /**
   * Whose the faces of one photo are: of two faces like one person the nearer is that person,
   * unless the photo is a collage.
   *
   * @param faces of one photo
   * @param near the likenesses of each
   * @param taken people whom other faces of the photo were assigned to before
   * @return one match a face, in order
   */
  public List<PersonMatch> matchPhoto(
      List<LibraryFace> faces, List<List<PersonMatch.Likeness>> near, Set<Long> taken) {
    PersonMatch[] found = new PersonMatch[faces.size()];
    Set<Long> gone = new HashSet<>(taken);
    Set<Integer> left = new TreeSet<>(IntStream.range(0, faces.size()).boxed().toList());
    while (!left.isEmpty()) {
      for (int face : left) {
        found[face] = match(faces.get(face), near.get(face), gone);
      }
      Comparator<Integer> nearest =
          Comparator.comparingDouble((Integer face) -> -assigned(found[face]))
              .thenComparingLong(face -> faces.get(face).id());
      Integer next = left.stream().min(nearest).orElseThrow();
      left.remove(next);
      if (!(found[next] instanceof PersonMatch.Assign(PersonMatch.Likeness who))) {
        break;
      }
      gone.add(who.person());
    }
    return List.of(found);
  }

  private static double assigned(PersonMatch match) {
    return match instanceof PersonMatch.Assign(PersonMatch.Likeness who) ? who.similarity() : -2;
  }

  private PersonMatch match(LibraryFace face, List<PersonMatch.Likeness> near, Set<Long> taken) {
    Map<Long, PersonMatch.Likeness> best = new HashMap<>();
    for (PersonMatch.Likeness one : near) {
      boolean there = taken.contains(one.person()) && !rules.isCollage(face.photo());
      if (!there && rules.mayBe(face, one.person()) && over(one, bars.suggest()) >= 0) {
        best.merge(one.person(), one, (a, b) -> a.similarity() >= b.similarity() ? a : b);
      }
    }
    List<PersonMatch.Likeness> people =
        best.values().stream()
            .sorted(
                Comparator.comparingDouble((PersonMatch.Likeness one) -> -over(one, 0))
                    .thenComparingLong(PersonMatch.Likeness::person))
            .toList();
    if (people.isEmpty()) {
      return new PersonMatch.Unknown();
    }
    PersonMatch.Likeness first = people.getFirst();
    boolean alone = people.size() == 1 || over(first, 0) - over(people.get(1), 0) >= margin;
    return alone && over(first, bars.assign()) >= 0
        ? new PersonMatch.Assign(first)
        : new PersonMatch.Suggest(people.subList(0, Math.min(MOST_SUGGESTIONS, people.size())));
  }

  /** How far a likeness is above a bar, less what the best of so many exemplars has by chance. */
  private double over(PersonMatch.Likeness one, double bar) {
    return one.similarity() - bar - 0.5 * bars.perDecade() * Math.log10(one.exemplars());
  }
}
