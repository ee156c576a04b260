package mien.bench.people;

import static mien.bench.report.Numbers.fixed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import mien.bench.metrics.GroupScore;
import mien.bench.report.ResultFile;
import mien.core.people.FaceVectors;
import mien.core.people.NeighborGraph;
import mien.core.people.SimilarityBars;

/** Four ways to put the same embeddings into groups, side by side. For one thread. */
final class GroupPart {

  private static final List<String> HEAD =
      List.of("method", "threshold", "precision", "recall", "F", "pairwise F", "corrections");

  /** Where Immich's setting stands by default: a cosine distance of 0.5. */
  private static final double IMMICH = 0.5;

  /** The threshold of the first description of the people slice. */
  private static final double DESCRIBED = 0.7;

  /** Up to so many faces every pair is compared, and thresholds are tried in fine steps. */
  private static final int SMALL = 10_000;

  /** Thresholds that are tried: so many steps to both sides. */
  private record Tried(double middle, double step, int each) {
    DoubleStream all() {
      return DoubleStream.iterate(-each, n -> n <= each, n -> n + 1).map(n -> middle + n * step);
    }

    double floor() {
      return middle - (each + 1) * step;
    }
  }

  private final int threads;

  GroupPart(int threads) {
    this.threads = threads;
  }

  /** What was found in one library. */
  record Scored(String method, double threshold, GroupScore score) {
    List<String> cells() {
      return List.of(
          method,
          fixed(threshold, 3),
          fixed(score.precision(), 4),
          fixed(score.recall(), 4),
          fixed(score.f(), 4),
          fixed(score.pairF(), 4),
          "" + score.corrections());
    }
  }

  /**
   * A table over one library.
   *
   * @param person of each row, -1 for a stranger
   * @param around the middle of the thresholds that the others may choose their best from
   * @param bars of the card, for a small library; empty where it has none
   */
  void write(
      ResultFile page, float[][] rows, int[] person, double around, Optional<SimilarityBars> bars) {
    FaceVectors vectors = FaceVectors.of(rows);
    boolean small = rows.length < SMALL;
    Tried tried = small ? new Tried(around, 0.01, 12) : new Tried(around, 0.03, 2);
    NeighborGraph graph =
        small
            ? NeighborGraph.exact(vectors, tried.floor(), Integer.MAX_VALUE)
            : LibraryRun.graph(vectors, tried.floor(), threads);
    List<Scored> found = new ArrayList<>();
    found.add(best("Chinese Whispers, best", tried, person, t -> Peers.whispers(graph, t)));
    found.add(best("Immich's DBSCAN, best", tried, person, t -> Peers.immich(graph, t)));
    if (IMMICH >= tried.floor()) {
      int[] usual = Peers.immich(graph, IMMICH);
      found.add(new Scored("Immich's DBSCAN, as it comes", IMMICH, GroupScore.of(person, usual)));
    }
    found.add(
        best("average linkage, best", tried, person, t -> Peers.averageLinkage(graph, vectors, t)));
    bars.ifPresent(card -> found.add(ours("**mien, defaults**", rows, person, card)));
    if (small) {
      SimilarityBars described = new SimilarityBars(DESCRIBED, DESCRIBED, 0);
      found.add(ours("mien at 0.7", rows, person, described));
    }
    page.table(HEAD, found.stream().map(Scored::cells).toList());
  }

  private Scored ours(String name, float[][] rows, int[] person, SimilarityBars card) {
    GroupScore score = GroupScore.of(person, LibraryRun.of(rows, card, threads).group());
    return new Scored(name, card.forFaces(rows.length).assign(), score);
  }

  private static Scored best(String name, Tried tried, int[] person, DoubleFunction<int[]> method) {
    return tried
        .all()
        .mapToObj(t -> new Scored(name, t, GroupScore.of(person, method.apply(t))))
        .max(Comparator.comparingDouble(one -> one.score().f()))
        .orElseThrow();
  }
}
