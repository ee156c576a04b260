package mien.vault.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every index promises, asked of each. */
class FaceIndexTest {

  static IntStream dimensions() {
    return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(128, 512, 513));
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void the_nearest_are_those_of_comparing_with_every_row(int dimension) {
    for (int rows : new int[] {1, 2, 7, 255, 257, 601}) {
      List<Embedding> people = Faces.people(dimension * 31L + rows, dimension, rows);
      List<Embedding> probes = new ArrayList<>();
      Random random = new Random(rows);
      for (int i = 0; i < 5; i++) {
        probes.add(Faces.near(random, people.get(random.nextInt(rows)), 0.5));
      }
      try (ReferenceMatrix matrix = Faces.matrix(people, dimension)) {
        for (KernelPreference kernel : KernelPreference.values()) {
          holdsFor(people, probes, ExactIndex.over(matrix, kernel));
          try (Int8Index index = Int8Index.build(matrix, kernel)) {
            holdsFor(people, probes, index);
            assertThat(index.nearest(probes, 10))
                .isEqualTo(ExactIndex.over(matrix, kernel).nearest(probes, 10));
          }
        }
      }
    }
  }

  private static void holdsFor(List<Embedding> people, List<Embedding> probes, FaceIndex index) {
    int count = Math.min(10, people.size());
    List<List<Match>> batch = index.nearest(probes, 10);
    for (int p = 0; p < probes.size(); p++) {
      Embedding probe = probes.get(p);
      List<Double> wanted =
          people.stream()
              .map(reference -> CosineSimilarity.between(probe, reference))
              .sorted(Comparator.reverseOrder())
              .limit(count)
              .toList();
      List<Match> found = batch.get(p);
      assertThat(found).hasSize(count).isEqualTo(index.nearest(probe, 10));
      assertThat(found.stream().map(Match::row).distinct()).hasSize(count);
      for (int i = 0; i < count; i++) {
        Match match = found.get(i);
        assertThat(match.similarity()).isEqualTo(wanted.get(i).floatValue());
        assertThat(match.similarity())
            .isEqualTo((float) CosineSimilarity.between(probe, people.get(match.row())));
      }
    }
  }

  @Test
  void equal_similarities_come_by_lower_row() {
    Random random = new Random(5);
    Embedding face = Faces.random(random, 33);
    Embedding other = Faces.random(random, 33);
    List<Embedding> rows = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      rows.add(i % 3 == 1 ? face : other);
    }
    List<Integer> wanted = IntStream.range(0, 12).map(i -> 3 * i + 1).boxed().toList();
    try (ReferenceMatrix matrix = Faces.matrix(rows, 33);
        Int8Index int8 = Int8Index.build(matrix, KernelPreference.AUTO)) {
      for (FaceIndex index : List.of(ExactIndex.over(matrix, KernelPreference.AUTO), int8)) {
        assertThat(index.nearest(face, 12)).extracting(Match::row).isEqualTo(wanted);
        assertThat(index.nearest(List.of(face, face, face, face, face), 12))
            .allSatisfy(m -> assertThat(m).extracting(Match::row).isEqualTo(wanted));
      }
    }
  }

  @Test
  void an_empty_matrix_has_nobody_near() {
    Embedding probe = Faces.random(new Random(1), 8);
    try (ReferenceMatrix matrix = Faces.matrix(List.of(), 8);
        Int8Index int8 = Int8Index.build(matrix, KernelPreference.AUTO)) {
      for (FaceIndex index : List.of(ExactIndex.over(matrix, KernelPreference.AUTO), int8)) {
        assertThat(index.nearest(probe, 3)).isEmpty();
        assertThat(index.nearest(List.of(probe, probe, probe, probe), 3)).hasSize(4);
        assertThat(index.nearest(List.of(), 3)).isEmpty();
      }
    }
  }

  @Test
  void more_than_there_are_gives_all_of_them() {
    List<Embedding> people = Faces.people(3, 16, 20);
    try (ReferenceMatrix matrix = Faces.matrix(people, 16);
        Int8Index int8 = Int8Index.build(matrix, KernelPreference.AUTO)) {
      for (FaceIndex index : List.of(ExactIndex.over(matrix, KernelPreference.AUTO), int8)) {
        assertThat(index.nearest(people.getFirst(), Integer.MAX_VALUE)).hasSize(20);
      }
    }
  }

  @Test
  void a_probe_of_another_model_or_size_is_refused() {
    Random random = new Random(1);
    Embedding small = Faces.random(random, 8);
    Embedding foreign = Embedding.normalized(new ModelId("other"), new float[] {1, 2, 3, 4});
    try (ReferenceMatrix matrix = Faces.matrix(Faces.people(1, 4, 3), 4)) {
      ExactIndex index = ExactIndex.over(matrix, KernelPreference.AUTO);
      assertThatThrownBy(() -> index.nearest(small, 1)).hasMessageContaining("with 4 values");
      assertThatThrownBy(() -> index.nearest(foreign, 1)).hasMessageContaining("model synthetic");
      Embedding good = Faces.random(random, 4);
      assertThatThrownBy(() -> index.nearest(good, 0)).hasMessageContaining("at least 1");
    }
  }

  @Test
  void sparse_vectors_with_one_large_value_do_not_overflow_the_codes() {
    List<Embedding> rows = new ArrayList<>();
    Random random = new Random(11);
    for (int i = 0; i < 400; i++) {
      float[] values = new float[64];
      values[random.nextInt(64)] = random.nextBoolean() ? 1 : -1;
      values[random.nextInt(64)] += 0.3f;
      rows.add(Embedding.normalized(Faces.MODEL, values));
    }
    try (ReferenceMatrix matrix = Faces.matrix(rows, 64);
        Int8Index int8 = Int8Index.build(matrix, KernelPreference.AUTO)) {
      ExactIndex exact = ExactIndex.over(matrix, KernelPreference.AUTO);
      assertThat(int8.nearest(rows, 10)).isEqualTo(exact.nearest(rows, 10));
    }
  }

  @Test
  void a_search_visits_every_row_whatever_the_values_are() {
    int rows = 5000;
    int dimension = 40;
    Random random = new Random(2);
    Embedding face = Faces.random(random, dimension);
    List<Embedding> all = new ArrayList<>(Faces.people(9, dimension, rows - 1));
    all.addFirst(face); // a perfect match in the first row ends nothing early
    try (ReferenceMatrix matrix = Faces.matrix(all, dimension)) {
      for (Embedding probe : List.of(face, Faces.random(random, dimension))) {
        CountingKernels counter = new CountingKernels(KernelChoice.of(KernelPreference.AUTO));
        ExactIndex exact = ExactIndex.over(matrix, counter);
        exact.nearest(probe, 10);
        assertThat(counter.rowValues()).isEqualTo((long) rows * dimension);
        exact.nearest(List.of(probe, face, face, face), 10);
        assertThat(counter.tileValues()).isEqualTo((long) rows * dimension);
        try (Int8Index int8 = Int8Index.build(matrix, counter)) {
          int8.nearest(probe, 10);
          assertThat(counter.codeValues()).isEqualTo(5120L * dimension); // whole blocks of 128
        }
      }
    }
  }

  @Test
  void every_dimension_of_every_row_counts() {
    int dimension = 37;
    List<Embedding> people = Faces.people(4, dimension, 300);
    float[] base = Faces.random(new Random(6), dimension).toArray();
    try (ReferenceMatrix matrix = Faces.matrix(people, dimension)) {
      for (KernelPreference kernel : KernelPreference.values()) {
        ExactIndex index = ExactIndex.over(matrix, kernel);
        float[] before = byRow(index.nearest(Embedding.normalized(Faces.MODEL, base), 300));
        for (int k = 0; k < dimension; k++) {
          float[] moved = base.clone();
          moved[k] += 0.5f;
          float[] after = byRow(index.nearest(Embedding.normalized(Faces.MODEL, moved), 300));
          for (int r = 0; r < 300; r++) {
            assertThat(after[r]).isNotEqualTo(before[r]);
          }
        }
      }
    }
  }

  private static float[] byRow(List<Match> matches) {
    float[] scores = new float[matches.size()];
    matches.forEach(match -> scores[match.row()] = match.similarity());
    return scores;
  }
}
