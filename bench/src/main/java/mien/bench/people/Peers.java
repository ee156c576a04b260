package mien.bench.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mien.core.people.FaceVectors;
import mien.core.people.NeighborGraph;

/** How others put faces together, written from their sources. Each gives a group a face. */
final class Peers {

  private static final int IMMICH_MIN_FACES = 3;

  private Peers() {}

  /**
   * Plain Chinese Whispers, as dlib has it: random faces, 100 steps for each, the weight is the
   * similarity, ties to the smallest label.
   */
  static int[] whispers(NeighborGraph graph, double threshold) {
    int n = graph.faces();
    int[] label = IntStream.range(0, n).toArray();
    Random random = new Random(2023);
    for (long step = 100L * n; step > 0; step--) {
      int face = random.nextInt(n);
      TreeMap<Integer, Double> votes = new TreeMap<>();
      for (int e = graph.from(face); e < graph.from(face + 1); e++) {
        if (graph.similarity(e) >= threshold) {
          votes.merge(label[graph.neighbor(e)], (double) graph.similarity(e), Double::sum);
        }
      }
      double most = 0;
      for (var vote : votes.entrySet()) {
        if (vote.getValue() > most) {
          most = vote.getValue();
          label[face] = vote.getKey();
        }
      }
    }
    return label;
  }

  /**
   * Immich's recognition queue (facts: a core face has three matches within the distance, itself
   * among them; others are tried once more at the end): a face takes the person of its nearest
   * match that has one, and a core face without one starts a person.
   */
  static int[] immich(NeighborGraph graph, double threshold) {
    int n = graph.faces();
    int[] person = IntStream.range(0, n).map(i -> -1).toArray();
    List<Integer> deferred = new ArrayList<>();
    for (int face = 0; face < n; face++) {
      if (!recognized(face, graph, threshold, person)) {
        deferred.add(face);
      }
    }
    deferred.forEach(face -> recognized(face, graph, threshold, person));
    return IntStream.range(0, n).map(i -> person[i] < 0 ? n + i : person[i]).toArray();
  }

  private static boolean recognized(int face, NeighborGraph graph, double least, int[] person) {
    int[] near =
        IntStream.range(graph.from(face), graph.from(face + 1))
            .filter(e -> graph.similarity(e) >= least)
            .boxed()
            .sorted(Comparator.comparingDouble(e -> -graph.similarity(e)))
            .mapToInt(graph::neighbor)
            .toArray();
    boolean core = near.length + 1 >= IMMICH_MIN_FACES;
    int known =
        Arrays.stream(near).map(other -> person[other]).filter(p -> p >= 0).findFirst().orElse(-1);
    if (near.length > 0 && (known >= 0 || core)) {
      person[face] = known >= 0 ? known : face;
    }
    return core || person[face] >= 0;
  }

  /** Average linkage: the pair of groups with the highest mean over all pairs, first. */
  static int[] averageLinkage(NeighborGraph graph, FaceVectors vectors, double threshold) {
    int n = graph.faces();
    float[][] sum = new float[n][];
    int[] size = new int[n];
    int[] changes = new int[n];
    int[] owner = IntStream.range(0, n).toArray();
    List<List<Integer>> near = new ArrayList<>();
    List<List<Integer>> members = new ArrayList<>();
    PriorityQueue<double[]> queue = new PriorityQueue<>(Comparator.comparingDouble(p -> -p[0]));
    for (int face = 0; face < n; face++) {
      sum[face] = new float[vectors.dimension()];
      vectors.addTo(sum[face], face);
      size[face] = 1;
      near.add(new ArrayList<>());
      members.add(new ArrayList<>(List.of(face)));
      for (int e = graph.from(face); e < graph.from(face + 1); e++) {
        near.get(face).add(graph.neighbor(e));
        if (face < graph.neighbor(e) && graph.similarity(e) >= threshold) {
          queue.add(new double[] {graph.similarity(e), face, graph.neighbor(e), 0, 0});
        }
      }
    }
    while (!queue.isEmpty()) {
      double[] best = queue.poll();
      int a = (int) best[1];
      int b = (int) best[2];
      if (changes[a] != (int) best[3] || changes[b] != (int) best[4]) {
        continue;
      }
      int into = members.get(a).size() >= members.get(b).size() ? a : b;
      int from = into == a ? b : a;
      for (int k = 0; k < sum[into].length; k++) {
        sum[into][k] += sum[from][k];
      }
      size[into] += size[from];
      changes[into]++;
      changes[from]++;
      members.get(from).forEach(face -> owner[face] = into);
      members.get(into).addAll(members.get(from));
      List<Integer> both = new ArrayList<>(near.get(a));
      both.addAll(near.get(b));
      near.set(from, List.of());
      near.set(into, both.stream().map(o -> owner[o]).filter(o -> o != into).distinct().toList());
      for (int other : near.get(into)) {
        double mean = FaceVectors.dot(sum[into], sum[other]) / ((double) size[into] * size[other]);
        if (mean >= threshold) {
          queue.add(new double[] {mean, into, other, changes[into], changes[other]});
        }
      }
    }
    return owner;
  }
}
