package mien.core.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Puts the faces of a library into groups, each of one person as far as the similarities tell.
 *
 * <p>The basis is Chinese Whispers [1] over a graph of each face's nearest: fast, without a number
 * of groups to choose, and what photo libraries use. Alone it has a known fault: one strong chain
 * of strangers is enough to give two people one label, and a library of 100,000 faces has chains.
 * Hence whispers only propose here, and average linkage [2] decides:
 *
 * <ol>
 *   <li><b>Whispers.</b> Labels spread along the edges that reach {@link SimilarityBars#join}, with
 *       the similarity as weight, in an order drawn from a fixed seed.
 *   <li><b>Split check.</b> Inside each label the faces are linked from scratch, the best pair of
 *       groups first. Two halves that one edge holds together have a low mean over all their pairs,
 *       and stay two. The mean over all pairs of two groups is one dot product of their sums, so no
 *       matrix of pairs is kept.
 *   <li><b>Rules.</b> No two groups unite against {@link PeopleRules}. Poor faces join groups, give
 *       no voice to whispers and nothing to a group's sum.
 * </ol>
 *
 * <p>Our deviations from [2]. The similarity of two groups is the mean over all pairs divided by
 * the square root of both coherences, |sum| / n: half way between the mean, which asks more of a
 * large group of a person of many looks than of two photos of one day, and the cosine of the
 * centroids, which lets large groups run into each other. docs/results/people.md has it beside the
 * mean. And the bar is one of rates: a face that joins three others has fewer groups to be mistaken
 * for, and needs half a decade less than two single faces; two groups of three or more need half a
 * decade more, because the mistake is larger.
 *
 * <p>Nothing depends on the order of rows: faces are sorted by their ids first, and ties go to the
 * lower id. Two photos with the same embedding are at one distance from all others, so a graph of k
 * nearest that breaks its own ties by row should be built over rows sorted by id.
 *
 * <p>[1] C. Biemann, "Chinese Whispers: an efficient graph clustering algorithm and its application
 * to natural language processing problems", TextGraphs 2006. [2] R. Sokal, C. Michener, "A
 * statistical method for evaluating systematic relationships", University of Kansas Science
 * Bulletin 38, 1958.
 */
public final class FaceGrouping {

  private final List<LibraryFace> faces;
  private final FaceVectors vectors;
  private final NeighborGraph graph;
  private final PeopleRules rules;
  private final SimilarityBars bars;
  private final int[] place;

  /**
   * Over the faces of one library and one recognizer.
   *
   * @param faces in any order; their ids differ
   * @param vectors their embeddings, in the same order
   * @param graph over the same rows, with the edges from {@link SimilarityBars#join} on; of each
   *     face the nearest 32 are enough
   * @param bars for a library of this size: {@link SimilarityBars#forFaces}
   * @throws IllegalArgumentException if the sizes differ or an id is there twice
   */
  public FaceGrouping(
      List<LibraryFace> faces,
      FaceVectors vectors,
      NeighborGraph graph,
      PeopleRules rules,
      SimilarityBars bars) {
    if (faces.size() != vectors.count() || faces.size() != graph.faces()) {
      throw new IllegalArgumentException(
          "faces, vectors and graph must be of one library, but have "
              + faces.size()
              + ", "
              + vectors.count()
              + " and "
              + graph.faces());
    }
    int[] order =
        IntStream.range(0, faces.size())
            .boxed()
            .sorted(Comparator.comparingLong(row -> faces.get(row).id()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
      if (i > 0 && faces.get(order[i]).id() == faces.get(order[i - 1]).id()) {
        throw new IllegalArgumentException(
            "ids of faces must differ, but " + faces.get(order[i]).id() + " is there twice");
      }
    }
    boolean sorted = IntStream.range(0, order.length).allMatch(i -> order[i] == i);
    this.faces = sorted ? faces : Arrays.stream(order).mapToObj(faces::get).toList();
    this.vectors = sorted ? vectors : new SortedVectors(vectors, order);
    this.graph = sorted ? graph : graph.renumbered(place);
    this.rules = rules;
    this.bars = bars;
  }

  /** Groups from scratch; what users said of faces holds. */
  public FaceGroups group() {
    boolean[] mute = new boolean[faces.size()];
    for (int face = 0; face < mute.length; face++) {
      mute[face] = faces.get(face).poor();
    }
    int[] labels = ChineseWhispers.labels(graph, bars.join(), mute);
    GroupLinkage linkage = new GroupLinkage(faces, vectors, rules, bars);
    unitePeople(linkage, labels);
    return groups(linkage, linkage.link(graph, labels));
  }

  /**
   * Lets new faces join groups that are there, and start groups of their own. Groups that are there
   * never fall apart; two of them unite only if a new face lies between. It needs no more than the
   * new faces and those of the groups near to them.
   *
   * @param earlier the group of each row as any number, or -1 for a new face
   */
  public FaceGroups join(int[] earlier) {
    GroupLinkage linkage = new GroupLinkage(faces, vectors, rules, bars);
    unitePeople(linkage, new int[faces.size()]);
    int[] sorted = new int[earlier.length];
    for (int row = 0; row < earlier.length; row++) {
      sorted[place[row]] = earlier[row];
    }
    Map<Integer, Integer> first = new HashMap<>();
    for (int face = 0; face < sorted.length; face++) {
      Integer head = sorted[face] < 0 ? null : first.putIfAbsent(sorted[face], face);
      if (head != null) {
        linkage.unite(head, face);
      }
    }
    return groups(linkage, linkage.link(graph, new int[faces.size()]));
  }

  /** Puts together what is one person's, and the labels that its faces have. */
  private void unitePeople(GroupLinkage linkage, int[] labels) {
    Map<Long, Integer> first = new HashMap<>();
    int[] instead = IntStream.range(0, faces.size()).toArray();
    for (int face = 0; face < labels.length; face++) {
      OptionalLong person = faces.get(face).person();
      Integer head = person.isEmpty() ? null : first.putIfAbsent(person.getAsLong(), face);
      if (head != null) {
        linkage.unite(head, face);
        instead[root(instead, labels[face])] = root(instead, labels[head]);
      }
    }
    Arrays.setAll(labels, face -> root(instead, labels[face]));
  }

  private static int root(int[] instead, int label) {
    int at = label;
    while (instead[at] != at) {
      instead[at] = instead[instead[at]];
      at = instead[at];
    }
    return at;
  }

  private FaceGroups groups(GroupLinkage linkage, int[] group) {
    List<List<Long>> ids = new ArrayList<>();
    List<OptionalLong> people = new ArrayList<>();
    int[] at = new int[group.length];
    for (int face = 0; face < group.length; face++) {
      LibraryFace one = faces.get(face);
      if (group[face] == face) {
        at[face] = ids.size();
        ids.add(new ArrayList<>());
        people.add(OptionalLong.empty());
      }
      int place = at[group[face]];
      ids.get(place).add(one.id());
      if (one.person().isPresent()) {
        people.set(place, one.person());
      }
    }
    List<FaceGroup> found =
        IntStream.range(0, ids.size())
            .mapToObj(g -> new FaceGroup(ids.get(g), people.get(g)))
            .toList();
    return new FaceGroups(found, linkage.questions(graph));
  }

  /** Vectors in the order of the ids. */
  private record SortedVectors(FaceVectors of, int[] order) implements FaceVectors {
    @Override
    public int count() {
      return order.length;
    }

    @Override
    public int dimension() {
      return of.dimension();
    }

    @Override
    public double similarity(int a, int b) {
      return of.similarity(order[a], order[b]);
    }

    @Override
    public double dot(float[] vector, int face) {
      return of.dot(vector, order[face]);
    }

    @Override
    public void addTo(float[] sum, int face) {
      of.addTo(sum, order[face]);
    }
  }
}
