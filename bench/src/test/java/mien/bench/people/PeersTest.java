package mien.bench.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import mien.bench.metrics.GroupScore;
import mien.core.people.FaceVectors;
import mien.core.people.NeighborGraph;
import mien.core.people.SimilarityBars;
import org.junit.jupiter.api.Test;

class PeersTest {

  /** Five people of four alike pictures each, in five dimensions, and one face alone. */
  private static float[][] rows() {
    float[][] rows = new float[21][6];
    Random random = new Random(3);
    for (int face = 0; face < 21; face++) {
      rows[face][face / 4] = 0.98f;
      rows[face][(face / 4 + 1 + random.nextInt(5)) % 6] = 0.19899748f;
    }
    return rows;
  }

  private static final int[] PEOPLE = new int[21];

  static {
    Arrays.setAll(PEOPLE, face -> face / 4);
  }

  @Test
  void allWaysFindWhatIsPlain() {
    FaceVectors vectors = FaceVectors.of(rows());
    NeighborGraph graph = NeighborGraph.exact(vectors, 0.3, 100);
    GroupScore perfect = new GroupScore(1, 1, 1, 1, 0);
    assertThat(GroupScore.of(PEOPLE, Peers.whispers(graph, 0.6))).isEqualTo(perfect);
    assertThat(GroupScore.of(PEOPLE, Peers.immich(graph, 0.6))).isEqualTo(perfect);
    assertThat(GroupScore.of(PEOPLE, Peers.averageLinkage(graph, vectors, 0.6))).isEqualTo(perfect);
    SimilarityBars bars = new SimilarityBars(0.5, 0.6, 0.05);
    assertThat(GroupScore.of(PEOPLE, LibraryRun.of(rows(), bars, 2).group())).isEqualTo(perfect);
  }

  @Test
  void immichStartsNoPersonFromTwoFaces() {
    float[][] rows = {{1, 0}, {1, 0}, {0, 1}};
    NeighborGraph graph = NeighborGraph.exact(FaceVectors.of(rows), 0.5, 9);
    assertThat(Arrays.stream(Peers.immich(graph, 0.5)).distinct()).hasSize(3);
  }

  @Test
  void strangersAreAsNearToRealFacesAsWanted() {
    // Real faces of no one: two crowds, inside which all are nearer than a Gaussian of all says.
    Random random = new Random(8);
    float[][] real = new float[300][];
    for (int face = 0; face < real.length; face++) {
      float[] row = new float[24];
      double squares = 0;
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) random.nextGaussian() + (k == face % 2 ? 4 : 0);
        squares += (double) row[k] * row[k];
      }
      for (int k = 0; k < row.length; k++) {
        row[k] /= (float) Math.sqrt(squares);
      }
      real[face] = row;
    }
    double wanted = StrangerFaces.rate(real, real, 0.75);
    float[][] drawn = StrangerFaces.fitted(real, 0.75, wanted, 4).draw(500);
    double found = StrangerFaces.rate(drawn, real, 0.75);
    // Measured: 0.9 times.
    assertThat(found).isBetween(wanted / 2, wanted * 2);
  }
}
