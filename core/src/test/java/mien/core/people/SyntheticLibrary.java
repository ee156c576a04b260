package mien.core.people;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** Seeded faces of no one: people as directions, pictures scattered round them, rules at random. */
record SyntheticLibrary(List<LibraryFace> faces, float[][] rows, PeopleRules rules) {

  static final SimilarityBars BARS = new SimilarityBars(0.35, 0.5, 0.06);
  private static final int DIMENSION = 16;

  static SyntheticLibrary of(int people, int pictures, double scatter, long seed) {
    Random random = new Random(seed);
    List<LibraryFace> faces = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      float[] center = direction(random, new float[DIMENSION], 1);
      for (int n = 1 + random.nextInt(pictures); n > 0; n--) {
        rows.add(direction(random, center, scatter));
        OptionalLong said =
            random.nextInt(12) == 0 ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty();
        OptionalInt day =
            random.nextBoolean() ? OptionalInt.of(random.nextInt(100)) : OptionalInt.empty();
        boolean poor = random.nextInt(6) == 0;
        long id = 7L * (faces.size() * 31L % 1009) + faces.size() % 7;
        faces.add(new LibraryFace(id, random.nextInt(60), day, poor, said));
      }
    }
    return new SyntheticLibrary(faces, rows.toArray(float[][]::new), rules(faces, random));
  }

  private static PeopleRules rules(List<LibraryFace> faces, Random random) {
    PeopleRules rules = new PeopleRules().born(1, 50).born(2, 20).collage(3).collage(4);
    for (int n = faces.size() / 3; n > 0; n--) {
      LibraryFace a = faces.get(random.nextInt(faces.size()));
      LibraryFace b = faces.get(random.nextInt(faces.size()));
      rules.notSame(a.id(), b.id()).notPerson(a.id(), random.nextInt(4));
    }
    return rules;
  }

  private static float[] direction(Random random, float[] center, double scatter) {
    float[] row = new float[center.length];
    double squares = 0;
    for (int k = 0; k < row.length; k++) {
      row[k] = (float) (center[k] + scatter * random.nextGaussian() / Math.sqrt(row.length));
      squares += (double) row[k] * row[k];
    }
    for (int k = 0; k < row.length; k++) {
      row[k] /= (float) Math.sqrt(squares);
    }
    return row;
  }

  /** The same faces in another order of rows. */
  SyntheticLibrary shuffled(long seed) {
    List<Integer> order = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      order.add(row);
    }
    Collections.shuffle(order, new Random(seed));
    return new SyntheticLibrary(
        order.stream().map(faces::get).toList(),
        order.stream().map(row -> rows[row]).toArray(float[][]::new),
        rules);
  }

  FaceVectors vectors() {
    return FaceVectors.of(rows);
  }

  NeighborGraph graph() {
    return NeighborGraph.exact(vectors(), BARS.suggest(), Integer.MAX_VALUE);
  }

  FaceGroups group() {
    return grouping().group();
  }

  FaceGrouping grouping() {
    return new FaceGrouping(faces, vectors(), graph(), rules, BARS);
  }
}
