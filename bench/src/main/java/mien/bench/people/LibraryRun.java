package mien.bench.people;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mien.core.people.FaceGroup;
import mien.core.people.FaceGrouping;
import mien.core.people.FaceVectors;
import mien.core.people.LibraryFace;
import mien.core.people.NeighborGraph;
import mien.core.people.PeopleRules;
import mien.core.people.SimilarityBars;
import mien.vault.search.KernelPreference;
import mien.vault.search.NeighborPass;

/**
 * One library put into groups at the defaults, with its times.
 *
 * @param group of each face
 * @param graph that it was found in
 * @param compareSeconds until the graph was there
 * @param groupSeconds from there on
 */
record LibraryRun(int[] group, NeighborGraph graph, double compareSeconds, double groupSeconds) {

  /** Neighbors a face names. */
  static final int NEIGHBORS = 32;

  /**
   * Groups a library of good faces, each in a photo of its own.
   *
   * @param card thresholds for a small library
   */
  static LibraryRun of(float[][] rows, SimilarityBars card, int threads) {
    SimilarityBars bars = card.forFaces(rows.length);
    FaceVectors vectors = FaceVectors.of(rows);
    long started = System.nanoTime();
    NeighborGraph graph = graph(vectors, bars.join(), threads);
    long compared = System.nanoTime();
    List<LibraryFace> faces =
        IntStream.range(0, rows.length).mapToObj(row -> LibraryFace.of(row, row)).toList();
    List<FaceGroup> groups =
        new FaceGrouping(faces, vectors, graph, new PeopleRules(), bars).group().groups();
    int[] group = new int[rows.length];
    for (int g = 0; g < groups.size(); g++) {
      for (long face : groups.get(g).faces()) {
        group[(int) face] = g;
      }
    }
    double ended = System.nanoTime();
    return new LibraryRun(group, graph, (compared - started) / 1e9, (ended - compared) / 1e9);
  }

  /** The graph of all pairs from {@code floor} on. */
  static NeighborGraph graph(FaceVectors vectors, double floor, int threads) {
    try (NeighborPass pass = NeighborPass.over(vectors, floor, NEIGHBORS, KernelPreference.AUTO)) {
      AtomicInteger next = new AtomicInteger();
      List<Thread> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int slice = next.getAndIncrement();
                          slice < pass.slices();
                          slice = next.getAndIncrement()) {
                        pass.run(slice);
                      }
                    }));
      }
      for (Thread thread : running) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException("interrupted while faces were compared", e);
        }
      }
      return pass.graph();
    }
  }
}
