package mien.vault.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrowingIndexTest {

  private static final int DIMENSION = 24;

  /** Past the first codes and past their renewal, with rows taken out on the way. */
  @ParameterizedTest
  @EnumSource(KernelPreference.class)
  void it_finds_what_comparing_with_every_row_finds(KernelPreference kernel) {
    Random random = new Random(3);
    List<Embedding> people = Faces.people(7, DIMENSION, 12_000);
    BitSet gone = new BitSet();
    try (GrowingIndex index = new GrowingIndex(Faces.MODEL, DIMENSION, 10, kernel)) {
      for (int r = 0; r < people.size(); r++) {
        assertThat(index.add(people.get(r))).isEqualTo(r);
        if (random.nextInt(50) == 0) {
          int out = random.nextInt(r + 1);
          index.forget(out);
          index.forget(out);
          gone.set(out);
        }
        if (r % 1999 == 0 || r == people.size() - 1) {
          assertThat(index.references()).isEqualTo(r + 1 - gone.cardinality());
          List<Embedding> probes = new ArrayList<>();
          for (int p = 0; p < 5; p++) {
            probes.add(Faces.near(random, people.get(random.nextInt(r + 1)), 0.5));
          }
          holds(index, people.subList(0, r + 1), gone, probes);
          holds(index, people.subList(0, r + 1), gone, probes.subList(0, 1));
        }
      }
    }
  }

  private static void holds(
      GrowingIndex index, List<Embedding> people, BitSet gone, List<Embedding> probes) {
    List<List<Match>> found = index.nearest(probes, 10);
    for (int p = 0; p < probes.size(); p++) {
      Embedding probe = probes.get(p);
      List<Match> wanted =
          IntStream.range(0, people.size())
              .filter(r -> !gone.get(r))
              .mapToObj(r -> new Match(r, (float) CosineSimilarity.between(probe, people.get(r))))
              .sorted(
                  Comparator.comparingDouble(Match::similarity)
                      .reversed()
                      .thenComparingInt(Match::row))
              .limit(10)
              .toList();
      assertThat(found.get(p)).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @EnumSource(KernelPreference.class)
  void an_empty_or_emptied_index_finds_nothing(KernelPreference kernel) {
    Embedding face = Faces.random(new Random(1), DIMENSION);
    try (GrowingIndex index = new GrowingIndex(Faces.MODEL, DIMENSION, 0, kernel)) {
      assertThat(index.nearest(List.of(face), 3)).containsExactly(List.of());
      index.forget(index.add(face));
      assertThat(index.nearest(List.of(face), 3)).containsExactly(List.of());
      assertThat(index.references()).isZero();
      assertThatThrownBy(() -> index.nearest(List.of(face), 0)).hasMessageContaining("at least 1");
    }
  }
}
