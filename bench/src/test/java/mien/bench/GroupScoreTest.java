package mien.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import mien.bench.metrics.GroupScore;
import org.junit.jupiter.api.Test;

class GroupScoreTest {

  @Test
  void anExampleByHand() {
    // Person 0 in two pieces, one of them with a face of person 1.
    GroupScore score = GroupScore.of(new int[] {0, 0, 0, 1}, new int[] {5, 5, 6, 6});
    assertThat(score.precision()).isCloseTo((1 + 1 + 0.5 + 0.5) / 4, within(1e-12));
    assertThat(score.recall()).isCloseTo((2 / 3.0 + 2 / 3.0 + 1 / 3.0 + 1) / 4, within(1e-12));
    assertThat(score.pairPrecision()).isEqualTo(0.5);
    assertThat(score.pairRecall()).isCloseTo(1 / 3.0, within(1e-12));
    // Take one face out, merge it with the other piece.
    assertThat(score.corrections()).isEqualTo(2);
  }

  @Test
  void perfectGroupsNeedNothing() {
    GroupScore score = GroupScore.of(new int[] {0, 1, 1, 2}, new int[] {9, 4, 4, 1});
    assertThat(score).isEqualTo(new GroupScore(1, 1, 1, 1, 0));
    assertThat(score.f()).isEqualTo(1);
  }

  @Test
  void strangersSpoilPrecisionAndAreNotScored() {
    GroupScore score = GroupScore.of(new int[] {0, 0, -1, -1}, new int[] {1, 1, 1, 2});
    assertThat(score.precision()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.pairPrecision()).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void bCubedIsTheMeanOverFaces() {
    Random random = new Random(1);
    int[] person = random.ints(60, 0, 9).toArray();
    int[] group = random.ints(60, 0, 9).toArray();
    double precision = 0;
    double recall = 0;
    for (int i = 0; i < 60; i++) {
      double both = 0;
      double inGroup = 0;
      double ofPerson = 0;
      for (int j = 0; j < 60; j++) {
        both += person[i] == person[j] && group[i] == group[j] ? 1 : 0;
        inGroup += group[i] == group[j] ? 1 : 0;
        ofPerson += person[i] == person[j] ? 1 : 0;
      }
      precision += both / inGroup / 60;
      recall += both / ofPerson / 60;
    }
    GroupScore score = GroupScore.of(person, group);
    assertThat(score.precision()).isCloseTo(precision, within(1e-12));
    assertThat(score.recall()).isCloseTo(recall, within(1e-12));
  }
}
