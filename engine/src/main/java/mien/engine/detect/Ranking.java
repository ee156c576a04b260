package mien.engine.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mien.core.face.Detection;
import mien.core.face.Point;
import mien.engine.image.Photo;

/**
 * Which faces stay when there are more than asked for: the large ones near the middle, by {@code
 * area - 2 * squared distance of the box's center to the photo's}, as InsightFace's {@code max_num}
 * ranks them.
 */
final class Ranking {

  private Ranking() {}

  /**
   * The best-ranked faces.
   *
   * @param faces highest score first
   * @param atMost how many stay
   * @return those, highest score first
   */
  static List<FoundFace> best(List<FoundFace> faces, Photo photo, int atMost) {
    if (faces.size() <= atMost) {
      return List.copyOf(faces);
    }
    Point middle = new Point(photo.displayedWidth() / 2, photo.displayedHeight() / 2);
    List<FoundFace> ranked = new ArrayList<>(faces);
    ranked.sort(
        Comparator.comparingDouble((FoundFace face) -> value(face.detection(), middle)).reversed());
    List<FoundFace> best = new ArrayList<>(ranked.subList(0, atMost));
    best.sort(Comparator.comparingDouble((FoundFace face) -> face.detection().score()).reversed());
    return List.copyOf(best);
  }

  private static double value(Detection face, Point middle) {
    double distance = face.box().center().distanceTo(middle);
    return face.box().area() - 2 * distance * distance;
  }
}
