package mien.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AgePropertiesTest {

  private static final int TRIES = 1000;

  @ParameterizedTest
  @CsvSource({
    "0, INFANT",
    "4, INFANT",
    "5, CHILD",
    "12, CHILD",
    "13, TEEN",
    "19, TEEN",
    "20, ADULT",
    "49, ADULT",
    "50, SENIOR",
    "200, SENIOR"
  })
  void ageGroupEdges(int age, AgeGroup group) {
    assertThat(AgeGroup.of(age)).isEqualTo(group);
  }

  @Test
  @DisplayName(
      "Feature: age-invariant-face-recognition, Property 3: Age group classification correctness")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-3:Age-group-classification-correctness")
  void ageGroupRanges() {
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      int age = random.nextInt(131);
      AgeGroup group = AgeGroup.of(age);
      assertThat(age).isGreaterThanOrEqualTo(group.youngest());
      assertThat(age).isLessThanOrEqualTo(group.oldest().orElse(Integer.MAX_VALUE));
      assertThat(Stream.of(AgeGroup.values()).filter(g -> holds(g, age))).containsExactly(group);
    }
    assertThatThrownBy(() -> AgeGroup.of(-1)).hasMessageContaining("0 or more");
  }

  private static boolean holds(AgeGroup group, int age) {
    return age >= group.youngest() && age <= group.oldest().orElse(Integer.MAX_VALUE);
  }

  /** Every cell of the 5 x 5 matrix, written out as the specification has it. */
  static Stream<Arguments> matrix() {
    String[] rows = {
      // INFANT CHILD TEEN ADULT SENIOR
      "yes yes no no no",
      "yes yes yes yes yes",
      "no yes yes yes yes",
      "no yes yes yes yes",
      "no yes yes yes yes"
    };
    return Stream.of(AgeGroup.values())
        .flatMap(
            a ->
                Stream.of(AgeGroup.values())
                    .map(
                        b ->
                            Arguments.of(
                                a, b, rows[a.ordinal()].split(" ")[b.ordinal()].equals("yes"))));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void everyCellOfTheRuleMatrix(AgeGroup a, AgeGroup b, boolean allowed) {
    assertThat(AgeRules.comparable(a, b)).isEqualTo(allowed);
  }

  @Test
  @DisplayName(
      "Feature: age-invariant-face-recognition, Property 4: Age rule engine — infant rejection")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-4:Age-rule-engine-—-infant-rejection")
  void infantRejection() {
    Random random = new Random(2);
    for (int i = 0; i < TRIES; i++) {
      AgeEstimate infant = AgeEstimate.known(random.nextInt(5));
      AgeEstimate older = AgeEstimate.known(13 + random.nextInt(100));
      assertThat(AgeRules.ruling(infant, older)).isEqualTo(AgeRules.Ruling.REJECTED);
      assertThat(AgeRules.comparable(infant.group(), older.group())).isFalse();
    }
  }

  @Test
  @DisplayName(
      "Feature: age-invariant-face-recognition, Property 5: Age rule engine — non-infant allowance")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-5:Age-rule-engine-—-non-infant-allowance")
  void nonInfantAllowance() {
    Random random = new Random(3);
    for (int i = 0; i < TRIES; i++) {
      AgeEstimate a = AgeEstimate.known(5 + random.nextInt(120));
      AgeEstimate b = AgeEstimate.known(5 + random.nextInt(120));
      assertThat(AgeRules.ruling(a, b)).isEqualTo(AgeRules.Ruling.ALLOWED);
    }
  }

  @Test
  @DisplayName("Feature: age-invariant-face-recognition, Property 12: Age rule symmetry")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-12:Age-rule-symmetry")
  void ruleSymmetry() {
    Random random = new Random(4);
    for (int i = 0; i < TRIES; i++) {
      AgeEstimate a = new AgeEstimate(random.nextDouble(100), random.nextDouble(10));
      AgeEstimate b = new AgeEstimate(random.nextDouble(100), random.nextDouble(10));
      assertThat(AgeRules.ruling(a, b)).isEqualTo(AgeRules.ruling(b, a));
      assertThat(AgeRules.comparable(a.group(), b.group()))
          .isEqualTo(AgeRules.comparable(b.group(), a.group()));
      assertThat(AgeRules.farApart(a.group(), b.group()))
          .isEqualTo(AgeRules.farApart(b.group(), a.group()));
    }
  }

  /** The ruling is what trying every age within the uncertainty would give. */
  @Test
  void anUncertainAgeNearAnEdgeIsUncertainExactlyWhenBothAnswersArePossible() {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      AgeEstimate a = new AgeEstimate(random.nextDouble(20), random.nextDouble(6));
      AgeEstimate b = new AgeEstimate(random.nextDouble(60), random.nextDouble(6));
      boolean yes = false;
      boolean no = false;
      for (double x = lowest(a); x <= a.years() + a.uncertaintyYears(); x += 0.05) {
        for (double y = lowest(b); y <= b.years() + b.uncertaintyYears(); y += 0.05) {
          boolean allowed =
              AgeRules.comparable(new AgeEstimate(x, 0).group(), new AgeEstimate(y, 0).group());
          yes |= allowed;
          no |= !allowed;
        }
      }
      AgeRules.Ruling ruling = AgeRules.ruling(a, b);
      // The steps may miss the last twentieth of a year, never see more than there is.
      if (yes && no) {
        assertThat(ruling).isEqualTo(AgeRules.Ruling.UNCERTAIN);
      } else if (ruling != AgeRules.Ruling.UNCERTAIN) {
        assertThat(ruling == AgeRules.Ruling.ALLOWED).isEqualTo(yes);
      }
    }
  }

  private static double lowest(AgeEstimate age) {
    return Math.max(0, age.years() - age.uncertaintyYears());
  }

  @Test
  void anEstimateCountsAsItsNearestWholeYear() {
    assertThat(new AgeEstimate(4.49, 0).group()).isEqualTo(AgeGroup.INFANT);
    assertThat(new AgeEstimate(4.5, 0).wholeYears()).isEqualTo(5);
    assertThat(new AgeEstimate(49.6, 0).group()).isEqualTo(AgeGroup.SENIOR);
  }
}
