package mien.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighborGraphTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void anEdgeIsThereIfEitherFaceNamesTheOther(int most) {
    SyntheticLibrary library = SyntheticLibrary.of(6, 8, 0.9, most);
    FaceVectors faces = library.vectors();
    NeighborGraph graph = NeighborGraph.exact(faces, 0.2, most);
    for (int a = 0; a < graph.faces(); a++) {
      Set<Integer> wanted = new TreeSet<>();
      for (int b = 0; b < graph.faces(); b++) {
        if (a != b && (named(faces, a, b, most) || named(faces, b, a, most))) {
          wanted.add(b);
        }
      }
      int from = graph.from(a);
      int to = graph.from(a + 1);
      assertThat(IntStream.range(from, to).map(graph::neighbor).boxed().toList())
          .isEqualTo(wanted.stream().toList());
      for (int e = from; e < to; e++) {
        assertThat(graph.similarity(e)).isEqualTo((float) faces.similarity(a, graph.neighbor(e)));
      }
    }
  }

  /** Whether fewer than {@code most} faces are nearer to {@code a} than {@code b} is. */
  private static boolean named(FaceVectors faces, int a, int b, int most) {
    float near = (float) faces.similarity(a, b);
    long nearer =
        IntStream.range(0, faces.count())
            .filter(c -> c != a && c != b)
            .filter(
                c ->
                    (float) faces.similarity(a, c) > near
                        || ((float) faces.similarity(a, c) == near && c < b))
            .count();
    return near >= 0.2 && nearer < most;
  }
}
