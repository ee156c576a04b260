package mien.bench.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.core.face.Box;

/**
 * A face as one side of the comparison saw it.
 *
 * @param box in pixels of the photo
 * @param score of the detector
 * @param embedding of unit length
 */
record SeenFace(Box box, double score, List<Double> embedding) {

  /** Two sides' views of one face. */
  record Match(double overlap, double cosine) {}

  /**
   * Reads "count, then x1 y1 x2 y2 score and the embedding of each".
   *
   * @param dimension values an embedding
   */
  static List<SeenFace> parse(String line, int dimension) {
    String[] words = line.split(" ", -1);
    List<SeenFace> faces = new ArrayList<>();
    int each = 5 + dimension;
    int count = Integer.parseInt(words[0]);
    if (words.length != 1 + count * each) {
      throw new IllegalArgumentException(
          "expected " + count + " faces of " + each + " numbers, but got " + (words.length - 1));
    }
    for (int f = 0; f < count; f++) {
      double[] v = new double[each];
      for (int i = 0; i < each; i++) {
        v[i] = Double.parseDouble(words[1 + f * each + i]);
      }
      List<Double> embedding = new ArrayList<>();
      for (int i = 5; i < each; i++) {
        embedding.add(v[i]);
      }
      faces.add(new SeenFace(new Box(v[0], v[1], v[2], v[3]), v[4], embedding));
    }
    return faces;
  }

  /** For each of {@code theirs}, the one of {@code ours} that overlaps it most, if any does. */
  static List<Optional<Match>> match(List<SeenFace> ours, List<SeenFace> theirs) {
    return theirs.stream()
        .map(
            their ->
                ours.stream()
                    .max(
                        Comparator.comparingDouble(
                            our -> our.box().intersectionOverUnion(their.box())))
                    .filter(our -> our.box().intersectionOverUnion(their.box()) >= 0.5)
                    .map(our -> our.against(their)))
        .toList();
  }

  private Match against(SeenFace other) {
    double dot = 0;
    for (int i = 0; i < embedding.size(); i++) {
      dot += embedding.get(i) * other.embedding.get(i);
    }
    return new Match(box.intersectionOverUnion(other.box), dot);
  }
}
