package mien.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaceGroupingTest {

  private static final PeopleRules NO_RULES = new PeopleRules();

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  private static SyntheticLibrary library(long seed) {
    return SyntheticLibrary.of(3 + (int) (seed % 9), 8, 0.5 + 0.1 * (seed % 7), seed);
  }

  private static Set<List<Long>> sets(FaceGroups found) {
    return found.groups().stream().map(FaceGroup::faces).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void groupsAreThoseOfThePlainTwin(long seed) {
    SyntheticLibrary library = library(seed);
    Set<List<Long>> plain = new PlainGrouping(library, SyntheticLibrary.BARS).groups();
    assertThat(sets(library.group())).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfRowsDoesNotMatter(long seed) {
    SyntheticLibrary library = library(seed);
    FaceGroups once = library.group();
    assertThat(library.group()).isEqualTo(once);
    assertThat(library.shuffled(seed + 1).group()).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noRuleIsEverBroken(long seed) {
    SyntheticLibrary library = library(seed);
    Map<Long, LibraryFace> byId = new HashMap<>();
    library.faces().forEach(face -> byId.put(face.id(), face));
    Set<Long> seen = new HashSet<>();
    for (FaceGroup group : library.group().groups()) {
      List<LibraryFace> faces = group.faces().stream().map(byId::get).toList();
      seen.addAll(group.faces());
      for (LibraryFace a : faces) {
        for (LibraryFace b : faces) {
          assertThat(library.rules().mayBeSame(a, b) || saidTogether(faces, a, b)).isTrue();
        }
        if (group.person().isPresent() && a.person().isEmpty()) {
          assertThat(library.rules().mayBe(a, group.person().getAsLong())).isTrue();
        }
      }
      long good = faces.stream().filter(face -> !face.poor()).count();
      assertThat(faces.size() == 1 || good >= 2 || group.person().isPresent()).isTrue();
    }
    assertThat(seen).isEqualTo(byId.keySet());
    assertThat(peopleWithTwoGroups(library.group())).isEmpty();
  }

  /** A user put both where they are, directly or with a third. */
  private static boolean saidTogether(List<LibraryFace> group, LibraryFace a, LibraryFace b) {
    return group.contains(a) && a.person().isPresent() && a.person().equals(b.person());
  }

  private static Set<Long> peopleWithTwoGroups(FaceGroups found) {
    Set<Long> once = new HashSet<>();
    return found.groups().stream()
        .flatMap(group -> group.person().stream().boxed())
        .filter(person -> !once.add(person))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void newFacesJoinAndNoEarlierGroupFallsApart(long seed) {
    SyntheticLibrary library = library(seed);
    int n = library.rows().length;
    int known = 2 * n / 3;
    SyntheticLibrary before =
        new SyntheticLibrary(
            library.faces().subList(0, known),
            Arrays.copyOf(library.rows(), known),
            library.rules());
    Set<List<Long>> first = sets(before.group());
    int[] earlier = new int[n];
    Arrays.fill(earlier, -1);
    int number = 0;
    for (List<Long> group : first) {
      for (int row = 0; row < known; row++) {
        if (group.contains(library.faces().get(row).id())) {
          earlier[row] = number;
        }
      }
      number++;
    }
    FaceGroups joined = library.grouping().join(earlier);
    for (List<Long> group : first) {
      assertThat(sets(joined)).anyMatch(later -> later.containsAll(group));
    }
  }

  @Test
  void twoHalvesThatOneEdgeHoldsTogetherAreTwo() {
    // Two people of four alike pictures each; those at the edges are near to the other person.
    float[][] rows = new float[8][3];
    for (int face = 0; face < 8; face++) {
      double angle = face < 4 ? 0.1 * face : 0.8 + 0.1 * (face - 4);
      rows[face] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle), 0};
    }
    SimilarityBars bars = new SimilarityBars(0.6, 0.75, 0.02);
    FaceVectors vectors = FaceVectors.of(rows);
    NeighborGraph graph = NeighborGraph.exact(vectors, 0.6, 8);
    List<LibraryFace> faces =
        IntStream.range(0, 8).mapToObj(face -> LibraryFace.of(face, face)).toList();
    assertThat(vectors.similarity(3, 4)).isGreaterThan(0.75);
    int[] label = ChineseWhispers.labels(graph, 0.6, new boolean[8]);
    assertThat(Arrays.stream(label).distinct()).hasSize(1);
    FaceGroups found = new FaceGrouping(faces, vectors, graph, NO_RULES, bars).group();
    assertThat(sets(found))
        .containsExactlyInAnyOrder(List.of(0L, 1L, 2L, 3L), List.of(4L, 5L, 6L, 7L));
    assertThat(found.questions()).hasSize(1);
    assertThat(found.questions().getFirst().faces()).isEqualTo(4);
  }

  @Test
  void whatAUserPutTogetherStaysHoweverFar() {
    float[][] rows = {{1, 0}, {0, 1}, {1, 0}};
    List<LibraryFace> faces = List.of(said(1, 5), said(2, 5), said(3, 6));
    FaceVectors vectors = FaceVectors.of(rows);
    NeighborGraph graph = NeighborGraph.exact(vectors, 0.3, 8);
    FaceGroups found =
        new FaceGrouping(faces, vectors, graph, NO_RULES, SyntheticLibrary.BARS).group();
    assertThat(sets(found)).containsExactlyInAnyOrder(List.of(1L, 2L), List.of(3L));
    assertThat(found.groups().getFirst().isPerson(3)).isTrue();
  }

  private static LibraryFace said(long id, long person) {
    return new LibraryFace(id, id, OptionalInt.empty(), false, OptionalLong.of(person));
  }

  @Test
  void idsThatAreThereTwiceAreRefused() {
    List<LibraryFace> faces = List.of(LibraryFace.of(4, 1), LibraryFace.of(4, 2));
    FaceVectors vectors = FaceVectors.of(new float[][] {{1, 0}, {1, 0}});
    NeighborGraph graph = NeighborGraph.exact(vectors, 0.3, 8);
    assertThatThrownBy(
            () -> new FaceGrouping(faces, vectors, graph, NO_RULES, SyntheticLibrary.BARS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 is there twice");
  }
}
