package mien.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import mien.core.people.PersonMatch.Assign;
import mien.core.people.PersonMatch.Likeness;
import mien.core.people.PersonMatch.Suggest;
import mien.core.people.PersonMatch.Unknown;
import org.junit.jupiter.api.Test;

class PersonMatcherTest {

  private static final SimilarityBars BARS = new SimilarityBars(0.4, 0.5, 0.06);
  private static final LibraryFace FACE =
      new LibraryFace(1, 10, OptionalInt.of(100), false, OptionalLong.empty());
  private static final Likeness ANNA = new Likeness(1, 1, 0.7);
  private static final Likeness BEN = new Likeness(2, 1, 0.66);
  private static final Likeness CARL = new Likeness(3, 1, 0.45);

  private static PersonMatch match(PeopleRules rules, Likeness... near) {
    return new PersonMatcher(BARS, rules).match(FACE, List.of(near));
  }

  @Test
  void theOneWhoIsClearlyNearestIsAssigned() {
    assertThat(match(new PeopleRules(), CARL, ANNA)).isEqualTo(new Assign(ANNA));
    assertThat(match(new PeopleRules(), ANNA, new Likeness(1, 1, 0.6))).isEqualTo(new Assign(ANNA));
  }

  @Test
  void twoWhoAreNearlyAsNearAreSuggested() {
    assertThat(match(new PeopleRules(), BEN, CARL, ANNA))
        .isEqualTo(new Suggest(List.of(ANNA, BEN, CARL)));
  }

  @Test
  void betweenTheThresholdsAPersonIsSuggestedAndBelowNoOneIs() {
    assertThat(match(new PeopleRules(), CARL)).isEqualTo(new Suggest(List.of(CARL)));
    assertThat(match(new PeopleRules(), new Likeness(3, 1, 0.39))).isEqualTo(new Unknown());
    assertThat(match(new PeopleRules())).isEqualTo(new Unknown());
  }

  @Test
  void theBestOfManyExemplarsMustBeNearer() {
    assertThat(match(new PeopleRules(), new Likeness(1, 1, 0.51))).isInstanceOf(Assign.class);
    assertThat(match(new PeopleRules(), new Likeness(1, 10, 0.51))).isInstanceOf(Suggest.class);
    assertThat(match(new PeopleRules(), new Likeness(1, 10, 0.531))).isInstanceOf(Assign.class);
  }

  @Test
  void notThisPersonAndABirthDateExcludeForGood() {
    PeopleRules rules = new PeopleRules().notPerson(1, 1).born(2, 101);
    assertThat(match(rules, ANNA, BEN)).isEqualTo(new Unknown());
    assertThat(match(new PeopleRules().born(2, 100), BEN)).isEqualTo(new Assign(BEN));
  }

  @Test
  void twoFacesOfOnePhotoAreNotOnePerson() {
    LibraryFace other = LibraryFace.of(2, 10);
    List<List<Likeness>> near =
        List.of(List.of(new Likeness(1, 1, 0.6)), List.of(new Likeness(1, 1, 0.8), CARL));
    PersonMatcher matcher = new PersonMatcher(BARS, new PeopleRules());
    assertThat(matcher.matchPhoto(List.of(FACE, other), near, Set.of()))
        .containsExactly(new Unknown(), new Assign(new Likeness(1, 1, 0.8)));
    assertThat(matcher.matchPhoto(List.of(FACE, other), near, Set.of(1L)))
        .containsExactly(new Unknown(), new Suggest(List.of(CARL)));
    assertThat(
            new PersonMatcher(BARS, new PeopleRules().collage(10))
                .matchPhoto(List.of(FACE, other), near, Set.of()))
        .allMatch(found -> found instanceof Assign);
  }
}
