package mien.engine.detect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.engine.testing.Shared;

/** The photos of the research material whose faces are boxed or counted. */
final class LabeledPhotos {

  private LabeledPhotos() {}

  /** A labeled face; one to ignore counts neither when found nor when missed. */
  record Labeled(Box box, boolean ignore) {}

  /** Faces by photo. */
  static Map<String, List<Labeled>> boxes() {
    Map<String, List<Labeled>> boxes = new LinkedHashMap<>();
    for (String[] row : rows("boxes.csv")) {
      Box box =
          new Box(
              Double.parseDouble(row[1]),
              Double.parseDouble(row[2]),
              Double.parseDouble(row[3]),
              Double.parseDouble(row[4]));
      boxes
          .computeIfAbsent(row[0], _ -> new ArrayList<>())
          .add(new Labeled(box, row[5].equals("1")));
    }
    return boxes;
  }

  /** Photos without any human face. */
  static List<String> withoutFaces() {
    return rows("facecount.csv").stream()
        .filter(row -> row[1].equals("0"))
        .map(row -> row[0])
        .toList();
  }

  /**
   * How detections meet labels: pairs of IoU above 0.3 (some labels are squares from brow to chin),
   * each detection once.
   *
   * @param found labeled faces that were found
   * @param asked labeled faces not to be ignored
   * @param extra detections without a label
   * @param iou sum of the IoU of the found ones
   * @param noses found ones whose nose point lies inside the labeled box
   */
  record Score(int found, int asked, int extra, double iou, int noses) {

    Score plus(Score other) {
      return new Score(
          found + other.found,
          asked + other.asked,
          extra + other.extra,
          iou + other.iou,
          noses + other.noses);
    }
  }

  static Score score(List<Labeled> labels, List<Detection> detections) {
    List<Detection> left = new ArrayList<>(detections);
    Score score = new Score(0, 0, 0, 0, 0);
    for (Labeled label : labels) {
      Detection best = null;
      double overlap = 0.3;
      for (Detection candidate : left) {
        double iou = candidate.box().intersectionOverUnion(label.box());
        if (iou > overlap) {
          overlap = iou;
          best = candidate;
        }
      }
      left.remove(best);
      if (!label.ignore()) {
        int found = best == null ? 0 : 1;
        int nose = best != null && holdsNose(label.box(), best) ? 1 : 0;
        score = score.plus(new Score(found, 1, 0, found * overlap, nose));
      }
    }
    return score.plus(new Score(0, 0, left.size(), 0, 0));
  }

  private static boolean holdsNose(Box box, Detection face) {
    return face.landmarks()
        .map(five -> five.nose())
        .filter(p -> p.x() > box.x1() && p.x() < box.x2() && p.y() > box.y1() && p.y() < box.y2())
        .isPresent();
  }

  private static List<String[]> rows(String csv) {
    try {
      // Only the last column, the source, has quotes and commas.
      return Files.readAllLines(Shared.photo(csv)).stream()
          .skip(1)
          .map(line -> line.split(","))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
